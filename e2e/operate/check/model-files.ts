import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { reach } from "../../account";
import type { Trial } from "./trial";

export function modelFileCases({ stage, line }: Trial): void {
  const s3 = () => new S3Client({ ...reach(stage.account), forcePathStyle: true });

  describe("model and track config", () => {
    test("no object", async () => {
      await s3().send(new DeleteObjectCommand({ Bucket: "models", Key: "sample.pt" }));
      expect(await line("model")).toMatchObject({ mark: "wrong", says: "there is nothing at s3://models/sample.pt" });
    });

    test("no bucket", async () => {
      const trackConfig = { bucket: "nowhere", key: "sample.yaml" };
      expect(await line("track config", { trackConfig })).toMatchObject({
        mark: "wrong",
        says: "there is no bucket nowhere",
      });
    });

    test("a prefix with and without objects", async () => {
      const model = (key: string) => line("model", { modelLocation: { bucket: "models", key } });
      await s3().send(new PutObjectCommand({ Bucket: "models", Key: "saved/weights.pt", Body: "x" }));
      expect(await model("saved/")).toEqual({ mark: "ok", says: "s3://models/saved/ holds 1 object" });
      expect(await model("svaed/")).toMatchObject({ mark: "wrong" });
    });

    test("an archived object", async () => {
      await s3().send(
        new PutObjectCommand({ Bucket: "models", Key: "sample.pt", Body: "x", StorageClass: "DEEP_ARCHIVE" }),
      );
      expect(await line("model")).toMatchObject({
        mark: "wrong",
        says: "s3://models/sample.pt is archived (DEEP_ARCHIVE) and cannot be read",
      });
    });
  });
}
