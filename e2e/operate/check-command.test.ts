import { describeEmulated } from "../needs";
import { refusedBy } from "./refused";
import { grantGpuVcpus, readyForMegadetector, useOwnAccount } from "./scene";
import { setStage } from "./stage";

describeEmulated("./model check, as a command", () => {
  const stage = setStage(readyForMegadetector);
  const check = (...words: string[]) => stage.model("check", "Megadetector", ...words);
  beforeAll(() => useOwnAccount(stage.folder));

  test("what is good, and what cannot be seen, is no failure", async () => {
    expect(await check()).toMatchObject({ status: 0, stderr: "" });
    for (const action of ["servicequotas:GetServiceQuota", "ecr:DescribeImages", "s3:GetObject"])
      stage.between.refuse(action);
    const { status, stdout } = await check();
    expect(status).toBe(0);
    expect(stdout.match(/^\? .*your credentials lack \S+$/gm)).toHaveLength(5);
    expect(stdout).toContain("Nothing found that stands in the way of a deploy; 5 could not be seen.");
  });

  test("what is to be put right is a failure, also as JSON", async () => {
    await grantGpuVcpus(stage.account, 0);
    expect((await check()).status).toBe(1);
    const { status, stdout } = await check("--json");
    expect(status).toBe(1);
    const said = JSON.parse(stdout) as { ready: boolean; lines: { mark: string; subject: string }[] };
    expect(said).toMatchObject({ model: "Megadetector", region: "us-west-2", ready: false });
    expect(said.lines.filter(({ mark }) => mark === "wrong")).toMatchObject([{ subject: "GPU quota" }]);
  });

  test("without credentials there is nothing to check", async () => {
    const { status, stderr } = await stage.apart(["check", "Megadetector"], { AWS_ACCESS_KEY_ID: undefined });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: there are no AWS credentials/);
  });

  test("it changes nothing, and its policy allows all that it asks", async () => {
    await check();
    expect(
      stage.between.calls.map(({ action }) => action).filter((action) => !/:(Get|List|Describe)/.test(action)),
    ).toEqual([]);
    expect(refusedBy(["check"], stage.between.calls)).toEqual([]);
    expect(refusedBy(["status"], stage.between.calls)).toContain(
      "s3:GetObject arn:aws:s3:::deepsea-ai-123456789012-models/Megadetector.pt",
    );
  });
});
