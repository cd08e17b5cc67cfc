namespace SchemaSdk.Tool.Tests.Infer;

public sealed class InferTests : CommandTest
{
    [Fact]
    public async Task A_schema_is_inferred_from_all_samples()
    {
        Tool.Write("a.json", """{"video":"https://example.com/a.mp4","seed":7,"size":{"width":640,"height":360},"tags":["sea"]}""");
        Tool.Write("b.json", """{"seed":8,"video":"https://example.com/b.mp4","size":{"width":640.5},"tags":[],"note":null}""");

        await RunWellAsync("infer", "a.json", "b.json");

        AssertJson(
            """
            {"type":"object","required":["video","seed","size","tags"],"properties":{
              "video":{"type":"string","format":"uri"},"seed":{"type":"integer"},
              "size":{"type":"object","required":["width"],"properties":{"width":{"type":"number"},"height":{"type":"integer"}}},
              "tags":{"type":"array","items":{"type":"string"}},"note":{}}}
            """,
            "output.json");
        Assert.Equal("added  output.json, from 2 samples\nA schema of 2 samples.\n", Tool.Output);
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", "1", "-9223372036854775809")]
    [InlineData("""{"type":"number"}""", "1", "2.5", "3")]
    [InlineData("""{"type":"number"}""", "5.0", "1e3")]
    [InlineData("""{"type":["string","null"]}""", "\"a\"", "null")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "1", "\"a\"")]
    [InlineData("""{"anyOf":[{"type":"array","items":{"type":"boolean"}},{"type":"string"},{"type":"null"}]}""", "\"a\"", "[true]", "null")]
    [InlineData("{}", "null", "null")]
    [InlineData("""{"type":"array"}""", "[]", "[null]")]
    [InlineData("""{"type":"object"}""", "{}", "{}")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}}}""", "{}", "{\"a\":1}")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":["integer","null"]}}}""", "{\"a\":null}", "{\"a\":1}")]
    [InlineData(
        """{"type":"array","items":{"type":"object","required":["b"],"properties":{"a":{"type":"string"},"b":{"type":"string"}}}}""",
        """[{"a":"x","b":"y"}]""",
        """[{"b":"z"}]""")]
    [InlineData("""{"type":"object","required":["$ref","type"],"properties":{"$ref":{"type":"string"},"type":{"type":"string"}}}""",
        """{"$ref":"#/a","type":"x"}""")]
    public async Task Each_sample_widens_the_schema_only_as_far_as_necessary(string schema, params string[] samples)
    {
        foreach (var order in new[] { samples, [.. samples.Reverse()] })
        {
            for (var i = 0; i < order.Length; i++)
            {
                Tool.Write($"samples/{i}.json", order[i]);
            }

            await RunWellAsync("infer", "samples", "--overwrite");

            var written = JsonNode.Parse(Tool.Read("output.json"));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema), written), written!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("uri", "https://a.example/x.png?a=%20#b", "data:image/png;base64,AAAA")]
    [InlineData("date-time", "2026-11-20T12:00:00Z", "2026-11-20T12:00:00.123+01:00")]
    [InlineData(null, "https://a.example/x.png", "2026-11-20T12:00:00Z")]
    [InlineData(null, "https://a.example/x.png", "")]
    [InlineData(null, "https://a.example/x y.png")]
    [InlineData(null, "see https://a.example")]
    [InlineData(null, "https://")]
    [InlineData(null, "ftp://a.example/x")]
    [InlineData(null, "data: nothing, really")]
    [InlineData(null, "2026-11-20")]
    [InlineData(null, "2026-13-20T12:00:00Z")]
    [InlineData(null, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6")]
    public async Task A_format_is_written_only_if_every_text_clearly_has_it(string? format, params string[] texts)
    {
        Tool.Write("samples.json", new JsonArray([.. texts.Select(text => (JsonNode)text)]).ToJsonString());

        await RunWellAsync("infer", "samples.json");

        Assert.Equal(format, (string?)JsonNode.Parse(Tool.Read("output.json"))!["items"]!["format"]);
    }

    [Fact]
    public async Task The_output_of_an_answer_is_the_sample()
    {
        Tool.Write("a.json", "\uFEFF" + """{"request_id":"r-1","status":"completed","output":{"video":"v"},"cost":"0.1"}""");
        Tool.Write("b.json", """{"video":"w"}""");

        await RunWellAsync("infer", "a.json", "b.json");

        AssertJson("""{"type":"object","required":["video"],"properties":{"video":{"type":"string"}}}""", "output.json");
    }

    [Theory]
    [InlineData("RunComfy", """{"request_id":"r-2","status":"failed","error":"No."}""", "failed")]
    [InlineData("Replicate", """{"id":"r2","status":"processing","output":null}""", "processing")]
    public async Task An_answer_without_an_output_is_refused(string service, string sample, string status)
    {
        Tool.Write("a.json", """{"video":"w"}""");
        Tool.Write("b.json", sample);

        await FailsAsync(
            2, $"'b.json' is an answer without an output: its status is '{status}'.", "infer", "a.json", "b.json", "--service", service);
        Assert.Equal(["a.json", "b.json"], Tool.Files());

        await RunWellAsync("infer", "b.json", "--at", "", "--service", service);
        Assert.Contains("\"status\"", Tool.Read("output.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/data/0/output", """{"data":[{"output":true}]}""")]
    [InlineData("/*/output", """[{"output":true},{"output":false}]""")]
    [InlineData("/a~1b", """{"a/b":true}""")]
    [InlineData("", "true")]
    public async Task The_pointer_to_the_output_can_be_given(string at, string sample)
    {
        Tool.Write("a.json", sample);

        await RunWellAsync("infer", "a.json", "--at", at);

        AssertJson("""{"type":"boolean"}""", "output.json");
    }

    [Fact]
    public async Task The_schema_of_a_model_is_written_to_its_folder()
    {
        Tool.Write("schemas/acme/kite/input.json", """{"properties":{"prompt":{"type":"string"}}}""");
        Tool.Write("a.json", """{"video":"https://example.com/a.mp4"}""");

        await RunWellAsync("infer", "a.json", "--id", "acme/kite");

        Assert.Equal(["a.json", "schemas/acme/kite/input.json", "schemas/acme/kite/output.json"], Tool.Files());
        await RunWellAsync("lint");

        Tool.Write("a.json", """{"image":"https://example.com/a.png"}""");
        await ReportsAsync(1, "output.json differs from the schema from 1 sample", "infer", "a.json", "--id", "acme/kite");
        await RunWellAsync("infer", "a.json", "--id", "acme/kite", "--overwrite");
    }

    [Fact]
    public async Task The_documented_output_is_printed()
    {
        Tool.Write("answers/1.json", """{"video":"https://example.com/a.mp4"}""");
        Tool.Write("answers/2.json", """{"video":"https://example.com/b.mp4"}""");

        await RunWellAsync("infer", "answers/*.json", "--id", "acme/kite");

        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reference", "tool-import.md"));
        Assert.Contains($"```text\n{Tool.Output}```", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_gets_only_the_schema()
    {
        Tool.Write("a.json", "true");

        await PrintsAsync(0, "{\n  \"type\": \"boolean\"\n}\n", "infer", "a.json", "--output", "-");
        Assert.Contains("A schema of 1 sample.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(["a.json"], Tool.Files());
    }

    [Fact]
    public async Task Folders_and_patterns_are_expanded_and_each_file_counts_once()
    {
        Tool.Write("answers/kite/1.json", "1");
        Tool.Write("answers/kite/2.json", "2");
        Tool.Write("answers/3.json", "3");
        Tool.Write("answers/readme.txt", "no sample");

        var report = await JsonAsync(0, "infer", "answers", "answers/*/*.json", "answers/3.json");

        Assert.Equal(3, (int?)report["facts"]!["samples"]);
    }

    [Theory]
    [InlineData("answers", "--output", "answers/1.json")]
    [InlineData("answers/*.json", "--output", "./answers/1.json")]
    [InlineData("answers/1.json", "--output", "answers/1.json")]
    [InlineData("schemas/acme/kite/output.json", "--id", "acme/kite")]
    public async Task A_sample_is_never_replaced_by_the_schema(params string[] args)
    {
        string[] samples = ["answers/1.json", "schemas/acme/kite/output.json"];
        Array.ForEach(samples, sample => Tool.Write(sample, "1"));

        await FailsAsync(2, "is one of the samples", ["infer", .. args, "--overwrite"]);

        Assert.All(samples, sample => Assert.Equal("1", Tool.Read(sample)));
    }
}
