using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task The_page_is_served_only_on_request()
    {
        await using var bench = Bench.Start();

        Assert.Equal(404, (await bench.SendAsync(HttpMethod.Get, "_emulator")).Code);
        Assert.Equal(404, (await bench.SendAsync(HttpMethod.Post, "_emulator/reset", "{}")).Code);
        Assert.Equal(200, (int)(await bench.Http.AskAsync(HttpMethod.Get, "v1/models", null, ("Host", "example.org"))).StatusCode);
    }

    [Fact]
    public async Task The_state_has_models_jobs_counts_and_faults_and_reading_it_is_not_counted()
    {
        await using var bench = StartWithPage(options => options.Price = _ => EmulatedPrice.PerOutput(0.5m));
        var id = (await bench.SubmitAsync()).Id;
        bench.Emulator.Faults.Add("status:503,times=3");
        bench.Emulator.Faults.AddOutcomeAtRate(EmulatedOutcome.Fail("dark"), 0.25);
        bench.Time.Pass(2);

        var running = await StateAsync(bench);
        bench.Time.Pass(2);
        var ended = await StateAsync(bench);

        Assert.Equal(
            [SchemaModel.TextToVideo, SchemaModel.ImageToVideo], running["models"]!.AsArray().Select(model => (string?)model!["id"]));
        Assert.Equal("/v1/models/" + SchemaModel.TextToVideo, (string?)running["models"]![0]!["submit"]);
        Assert.Equal(id, (string?)running["jobs"]![0]!["id"]);
        Assert.Equal("running", (string?)running["jobs"]![0]!["phase"]);
        Assert.Equal(1, (int?)running["phases"]!["running"]);
        Assert.Equal(0m, (decimal?)running["bills"]!["usd"]);
        Assert.Equal("succeeded", (string?)ended["jobs"]![0]!["phase"]);
        Assert.Equal((1, 0.5m), ((int)ended["bills"]!["submits"]!, (decimal)ended["bills"]!["usd"]!));
        Assert.Equal((1, 1), ((int)ended["requests"]!["all"]!, (int)ended["requests"]!["submit"]!));
        Assert.Equal(
            """[{"fault":"status:503","left":3,"rate":null},{"fault":"job: fails with 'dark'","left":null,"rate":0.25}]""",
            ended["faults"]!.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal));
        Assert.Equal(1, bench.Emulator.Requests);
    }

    [Fact]
    public async Task The_output_and_files_of_a_job_are_served_and_reading_them_is_not_counted()
    {
        await using var bench = StartWithPage();
        var id = (await bench.SubmitAsync()).Id;
        var early = await JsonAsync(bench, $"_emulator/job?id={id}");
        bench.Time.Pass(4);

        var job = await JsonAsync(bench, $"_emulator/job?id={id}");
        var path = (string)job["files"]![0]!["path"]!;
        var file = await bench.Http.AskAsync(HttpMethod.Get, path[1..], null, ("Range", "bytes=4-7"));

        Assert.Null(early["output"]);
        Assert.EndsWith($"files/{id}/video.mp4", (string?)job["output"]!["video"], StringComparison.Ordinal);
        Assert.Equal("video/mp4", (string?)job["files"]![0]!["type"]);
        Assert.Equal("ftyp", await file.Content.ReadAsStringAsync());
        Assert.Equal(1, bench.Emulator.Requests);
    }

    [Fact]
    public async Task Faults_are_added_all_or_none_and_can_be_removed()
    {
        await using var bench = StartWithPage();

        var wrong = await bench.SendAsync(HttpMethod.Post, "_emulator/faults", """{"faults":["submit:500","submit:boom"]}""");
        var none = await bench.SendAsync(HttpMethod.Post, "_emulator/faults", "submit:500");
        var fine = await bench.SendAsync(HttpMethod.Post, "_emulator/faults", """{"faults":["submit:500","submit:502"]}""");

        Assert.Equal((400, 400, 200), (wrong.Code, none.Code, fine.Code));
        Assert.Contains("'boom' is not a fault for this call", wrong["error"], StringComparison.Ordinal);
        Assert.Equal("""The body must be JSON such as {"faults":["submit:lost"]}.""", none["error"]);
        Assert.Equal(2, fine.Body["faults"]!.AsArray().Count);
        Assert.Equal(500, (await bench.SubmitAsync()).Code);
        Assert.Equal(502, (await bench.SubmitAsync()).Code);
        Assert.Equal(200, (await bench.SubmitAsync()).Code);

        bench.Emulator.Faults.Add("submit:500,always");
        Assert.Equal(200, (await bench.SendAsync(HttpMethod.Delete, "_emulator/faults")).Code);
        Assert.Equal(200, (await bench.SubmitAsync()).Code);
    }

    [Fact]
    public async Task A_reset_removes_jobs_counts_and_faults()
    {
        var numbers = new List<long>();
        await using var bench = StartWithPage(options => options.Outcome = submit =>
        {
            numbers.Add(submit.Number);
            return EmulatedOutcome.Succeed;
        });
        var id = (await bench.SubmitAsync()).Id;
        bench.Emulator.Faults.Add("submit:500,always");

        var state = await bench.SendAsync(HttpMethod.Post, "_emulator/reset", "{}");

        Assert.Empty(state.Body["jobs"]!.AsArray());
        Assert.Equal((0, 0), (bench.Emulator.Requests, bench.Emulator.Bills));
        Assert.Equal(404, (await bench.StatusAsync(id)).Code);
        Assert.Equal(200, (await bench.SubmitAsync()).Code);
        Assert.Equal([1, 1], numbers);
    }

    [Fact]
    public async Task An_input_is_validated_without_a_job()
    {
        await using var bench = StartWithPage();

        var answer = await bench.SendAsync(HttpMethod.Post, $"_emulator/check?id={SchemaModel.TextToVideo}", """{"duration":99}""");

        Assert.Contains("/duration", answer.Body["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
        Assert.Equal(0, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData("_emulator/", "text/html; charset=utf-8")]
    [InlineData("_emulator/page.css", "text/css; charset=utf-8")]
    [InlineData("_emulator/page.js", "text/javascript; charset=utf-8")]
    [InlineData("_emulator/icon.svg", "image/svg+xml")]
    public async Task The_page_runs_no_foreign_script(string path, string type)
    {
        await using var bench = StartWithPage();

        var answer = await bench.Http.AskAsync(HttpMethod.Get, path, null);

        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("_emulator/../video.mp4")]
    [InlineData("_emulator/video.mp4")]
    [InlineData("_emulator/model?id=none")]
    [InlineData("_emulator/job?id=none")]
    [InlineData("_emulator/file?id=none&name=video.mp4")]
    public async Task An_unknown_path_of_the_page_is_not_found(string path)
    {
        await using var bench = StartWithPage();

        Assert.Equal(404, (await bench.SendAsync(HttpMethod.Get, path)).Code);
    }

    [Fact]
    public async Task A_browser_is_redirected_to_the_page()
    {
        await using var bench = StartWithPage();

        var answer = await bench.Http.AskAsync(HttpMethod.Get, "_emulator", null, ("Accept", "text/html,*/*"));

        Assert.Equal((302, "/_emulator/"), ((int)answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_deeply_nested_schema_is_shown_and_validated()
    {
        var schema = """{ "type": "array", "items": {} }""";
        for (var level = 0; level < 31; level++)
        {
            schema = $$"""{ "type": "object", "properties": { "a": {{schema}} } }""";
        }

        await using var bench = Bench.Start(options => options.HasPage = true, new SchemaModel("acme/deep", schema));

        Assert.Equal(200, (await bench.SendAsync(HttpMethod.Get, "_emulator/model?id=acme/deep")).Code);
        var missing = await bench.SendAsync(HttpMethod.Get, "_emulator/model?id=acme/none");
        Assert.Equal("The emulator does not have the model 'acme/none'.", missing["error"]);
        var check = await bench.SendAsync(HttpMethod.Post, "_emulator/check?id=acme/deep", """{"a":5}""");
        Assert.Equal("/a", (string?)check.Body["errors"]![0]!["pointer"]);
    }

    [Theory]
    [InlineData("_emulator/model?id=acme/broken", null, "The input schema of acme/broken cannot be used.")]
    [InlineData("_emulator/check?id=acme/broken", "{}", "")]
    [InlineData("_emulator/check?id=acme/whole", "{", "")]
    public async Task An_unusable_schema_or_input_is_reported(string path, string? body, string error)
    {
        await using var bench = Bench.Start(
            options => options.HasPage = true, new SchemaModel("acme/whole", "{}"), new SchemaModel("acme/broken", "{"));

        var answer = await bench.SendAsync(body is null ? HttpMethod.Get : HttpMethod.Post, path, body);

        Assert.Equal(422, answer.Code);
        Assert.StartsWith(error, answer["error"], StringComparison.Ordinal);
    }

    internal static Bench StartWithPage(Action<ModelEmulatorOptions>? configure = null) => Bench.Start(options =>
    {
        options.HasPage = true;
        configure?.Invoke(options);
    });

    private static Task<JsonObject> StateAsync(Bench bench) => JsonAsync(bench, "_emulator");

    private static async Task<JsonObject> JsonAsync(Bench bench, string path) => (await bench.SendAsync(HttpMethod.Get, path)).Body;
}
