import { BatchDeleteImageCommand, DeleteRepositoryCommand, ECRClient, TagResourceCommand } from "@aws-sdk/client-ecr";
import { reach } from "../../account";
import { pushImage } from "../ready";
import { ours, type Trial } from "./trial";

export function imageCases({ stage, line }: Trial): void {
  describe("image", () => {
    const repositoryName = "team/detector";

    test("not in its repository", async () => {
      const imageIds = [{ imageTag: "1.0.0" }];
      await new ECRClient(reach(stage.account)).send(new BatchDeleteImageCommand({ repositoryName, imageIds }));
      expect(await line("image")).toMatchObject({
        mark: "wrong",
        says: "the ECR repository team/detector has no image 1.0.0",
      });
    });

    test("without its repository", async () => {
      await new ECRClient(reach(stage.account)).send(new DeleteRepositoryCommand({ repositoryName, force: true }));
      expect(await line("image")).toMatchObject({
        mark: "wrong",
        says: "account 123456789012 has no ECR repository team/detector in us-west-2",
      });
    });

    test("in another region", async () => {
      await pushImage(stage.account, "eu-west-1");
      const containerImage = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/detector:1.0.0";
      expect(await line("image", { containerImage })).toMatchObject({
        mark: "ok",
        says: "team/detector:1.0.0 in eu-west-1, 3.1 GB: about 4 min to pull",
        advice: expect.stringContaining("Copy it to ECR in us-west-2") as string,
      });
    });

    describe("of the stack's own repository", () => {
      const own = { containerImage: ":1.0.0", repository: { name: repositoryName, keepImages: 10 } };
      const ecr = () => new ECRClient(reach(stage.account));
      const resourceArn = `arn:aws:ecr:us-west-2:123456789012:repository/${repositoryName}`;

      test("that somebody else has made", async () => {
        expect(await line("image", own)).toMatchObject({
          mark: "wrong",
          says: "not made for this model: ECR repository team/detector; a deploy would fail",
        });
        stage.between.refuse("ecr:ListTagsForResource");
        expect(await line("image", own)).toMatchObject({ mark: "ok" });
      });

      test("deployed, then pushed", async () => {
        await ecr().send(new TagResourceCommand({ resourceArn, tags: ours }));
        expect(await line("image", own)).toMatchObject({
          mark: "ok",
          says: "team/detector:1.0.0, 3.1 GB: about 90 s to pull",
        });
        expect(await line("image", { ...own, containerImage: ":1.1.0" })).toMatchObject({
          mark: "wrong",
          says: "the ECR repository team/detector has no image 1.1.0",
        });
      });

      test("before the first deploy", async () => {
        expect(await line("image", { ...own, repository: { ...own.repository, name: "team/new" } })).toMatchObject({
          mark: "ok",
          says: "team/new:1.0.0: the deploy makes the repository",
        });
      });
    });

    test("outside of ECR", async () => {
      expect(await line("image", { containerImage: "mbari/detector:1" })).toMatchObject({ mark: "unknown" });
    });
  });
}
