namespace SchemaSdk.Emulation.Tests.Judges;

public sealed class ClientJudgeTests
{
    [FactWithClients]
    public async Task The_client_of_fal_runs_all_its_calls()
    {
        await using var judge = await Judge.RunAsync(
            "fal", EmulatedProtocols.Fal, "fal-ai/acme", ("streamed IN_QUEUE", 1.5), ("streamed IN_PROGRESS", 3));
        var id = (string?)judge["submit"]["id"];

        Assert.Equal("IN_QUEUE", (string?)judge["submit"]["status"]);
        Assert.Equal($"/fal-ai/acme/requests/{id}/status", (string?)judge["submit"]["url"]);
        Assert.Equal("""{"status":"IN_QUEUE","position":1}""", judge.Facts("status"));
        Assert.Equal(400, (int?)judge["early result"]["status"]);
        Assert.Equal("""{"status":"COMPLETED","type":"client_cancelled"}""", judge.Facts("cancel"));
        Assert.Equal((499, "client_cancelled"), Error(judge, "cancelled result", "error_type"));
        Assert.Equal((400, "ALREADY_COMPLETED"), Error(judge, "second cancel", "status"));
        Assert.Equal((404, "NOT_FOUND"), Error(judge, "unknown request", "status"));
        Assert.Equal(404, (int?)judge["unknown model"]["status"]);
        Assert.Equal(401, (int?)judge["wrong token"]["status"]);
        Assert.Equal("""{"text":"hello","type":"text/plain"}""", judge.Facts("upload"));
        if (FullRun.IsOn)
        {
            Assert.Equal("""{"isSame":true}""", judge.Facts("upload in parts"));
        }

        Assert.Equal(
            """{"statuses":["IN_QUEUE","IN_PROGRESS","COMPLETED"],"messages":["The job starts.","The job ends."]}""",
            judge.Facts("stream"));
        Assert.Equal("""{"status":"COMPLETED","messages":["The job starts.","The job ends."],"time":3}""", judge.Facts("poll"));
        Assert.Equal("""{"status":"COMPLETED","messages":["The job starts.","The job ends."]}""", judge.Facts("poll by stream"));
        Assert.Equal((id, "video/mp4"), ((string?)judge["result"]["id"], (string?)judge["result"]["type"]));
        Assert.True((int?)judge["result"]["bytes"] > 0);
        Assert.Equal((400, "ALREADY_COMPLETED"), Error(judge, "late cancel", "status"));
        Assert.Equal("""{"status":"COMPLETED","error":"too dark"}""", judge.Facts("failed status"));
        Assert.Equal((422, "too dark"), Detail(judge, "failed result"));
        Assert.Equal(422, (int?)judge["wrong input"]["status"]);
        Assert.Contains("""["body","prompt"]""", judge["wrong input"]["body"]!["detail"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("""{"last":"COMPLETED","hasVideo":true}""", judge.Facts("subscribe"));

        // After a lost answer, the client submits again. The first job is charged too, although the client does not know about it.
        Assert.Equal((10, 7), (judge.Emulator.RequestsOf(EmulatorCall.Submit), judge.Emulator.Bills));
    }

    // Included only in full test runs, because the test of fal's client makes similar calls in every run.
    [FactWithClients]
    [Trait("Size", "Full")]
    public async Task The_client_of_Replicate_runs_all_its_calls()
    {
        await using var judge = await Judge.RunAsync("replicate", EmulatedProtocols.Replicate, "acme");

        Assert.Equal("""{"required":["prompt"]}""", judge.Facts("model"));
        Assert.Equal("""{"isSame":true}""", judge.Facts("versions"));
        Assert.Equal("""{"status":"starting","version":"hidden","prompt":"a kite"}""", judge.Facts("submit"));
        Assert.Equal("""{"status":"starting","isSame":true}""", judge.Facts("status"));
        Assert.Equal("""{"isSame":true,"model":"acme/video"}""", judge.Facts("submit to a version"));
        Assert.Equal("""{"deployment":"acme/video"}""", judge.Facts("submit to a deployment"));
        Assert.Equal("""{"status":"canceled"}""", judge.Facts("cancel"));
        Assert.Equal(
            (422, 404, 404, 401),
            (Status(judge, "wrong input"), Status(judge, "unknown model"),
                Status(judge, "unknown prediction"), Status(judge, "wrong token")));
        Assert.Contains("- input.prompt", (string?)judge["wrong input"]["message"], StringComparison.Ordinal);
        Assert.Equal(
            """
            {"name":"hello.txt","size":5,"type":"text/plain","metadata":{"order":7},
            "sha256":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}
            """.ReplaceLineEndings(""),
            judge.Facts("upload"));
        Assert.Equal("""{"isListed":true,"isDeleted":true,"after":404}""", judge.Facts("files"));
        Assert.Equal("""{"isAddress":true}""", judge.Facts("submit with a file"));
        Assert.Equal("""{"pages":[100,6],"hasFirst":true,"distinct":106}""", judge.Facts("list"));
        Assert.Equal(("succeeded", "video/mp4"), ((string?)judge["result"]["status"], (string?)judge["result"]["type"]));
        Assert.True((int?)judge["result"]["bytes"] > 0);
        Assert.Equal("""{"status":"succeeded"}""", judge.Facts("late cancel"));
        Assert.Equal("Prediction failed: too dark", (string?)judge["failed"]["message"]);
        Assert.Equal(
            """[["logs","The job starts."],["logs","The job ends."],["output","sample"],["output","sample"],["done","{}"]]""",
            judge["stream"]["events"]!.ToJsonString());
        Assert.Equal("""{"detail":"too dark"}""", (string?)judge["failed stream"]["message"]);
        Assert.Equal("""{"output":["sample","sample"]}""", judge.Facts("run and wait"));
        Assert.Equal("""{"output":["sample","sample"]}""", judge.Facts("run and poll"));
        Assert.Equal("Prediction failed: too dark", (string?)judge["run and fail"]["message"]);

        // After a lost answer, the client submits again. The first job is charged too, although the client does not know about it.
        Assert.Equal(111, judge.Emulator.Bills);
        Assert.Equal(111 + 4, judge.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    private static int? Status(Judge judge, string step) => (int?)judge[step]["status"];

    private static (int?, string?) Error(Judge judge, string step, string member) =>
        (Status(judge, step), (string?)judge[step]["body"]![member]);

    private static (int?, string?) Detail(Judge judge, string step) =>
        (Status(judge, step), (string?)judge[step]["body"]!["detail"]![0]!["msg"]);
}
