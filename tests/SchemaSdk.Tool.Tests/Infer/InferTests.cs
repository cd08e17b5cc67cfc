using System.Text.Json.Nodes;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Infer;

/// <summary>Making a schema from recorded answers.</summary>
public sealed class InferTests : IDisposable
{
    private readonly ToolTest _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Samples_become_the_schema_of_what_they_have_in_common()
    {
        _tool.Write("a.json", """{"video":"https://example.com/a.mp4","seed":7,"size":{"width":640,"height":360},"tags":["sea"]}""");
        _tool.Write("b.json", """{"seed":8,"video":"https://example.com/b.mp4","size":{"width":640.5},"tags":[],"note":null}""");

        await RunWellAsync("infer", "a.json", "b.json");

        Assert.Equal(
            """
            {
              "type": "object",
              "required": [
                "video",
                "seed",
                "size",
                "tags"
              ],
              "properties": {
                "video": {
                  "type": "string",
                  "format": "uri"
                },
                "seed": {
                  "type": "integer"
                },
                "size": {
                  "type": "object",
                  "required": [
                    "width"
                  ],
                  "properties": {
                    "width": {
                      "type": "number"
                    },
                    "height": {
                      "type": "integer"
                    }
                  }
                },
                "tags": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "note": {}
              }
            }

            """,
            _tool.Read("output.json"));
        Assert.Equal("added  output.json, from 2 samples\nA schema of 2 samples.\n", _tool.Output);
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
    public async Task Each_sample_widens_the_schema_only_as_far_as_it_has_to(string schema, params string[] samples)
    {
        foreach (var order in new[] { samples, [.. samples.Reverse()] })
        {
            for (var i = 0; i < order.Length; i++)
            {
                _tool.Write($"samples/{i}.json", order[i]);
            }

            await RunWellAsync("infer", "samples", "--overwrite");

            var written = JsonNode.Parse(_tool.Read("output.json"));
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
    public async Task A_format_is_written_where_no_text_is_of_that_form_by_chance(string? format, params string[] texts)
    {
        _tool.Write("samples.json", new JsonArray([.. texts.Select(text => (JsonNode)text)]).ToJsonString());

        await RunWellAsync("infer", "samples.json");

        Assert.Equal(format, (string?)JsonNode.Parse(_tool.Read("output.json"))!["items"]!["format"]);
    }

    [Fact]
    public async Task An_answer_of_the_service_counts_by_its_output()
    {
        _tool.Write("a.json", "\uFEFF" + """{"request_id":"r-1","status":"completed","output":{"video":"v"},"cost":"0.1"}""");
        _tool.Write("b.json", """{"video":"w"}""");

        await RunWellAsync("infer", "a.json", "b.json");

        Assert.Equal(
            """{"type":"object","required":["video"],"properties":{"video":{"type":"string"}}}""",
            JsonNode.Parse(_tool.Read("output.json"))!.ToJsonString());
    }

    [Theory]
    [InlineData("/data/0/output", """{"data":[{"output":true}]}""")]
    [InlineData("/*/output", """[{"output":true},{"output":false}]""")]
    [InlineData("/a~1b", """{"a/b":true}""")]
    [InlineData("", "true")]
    public async Task The_part_that_is_the_output_can_be_given(string at, string sample)
    {
        _tool.Write("a.json", sample);

        await RunWellAsync("infer", "a.json", "--at", at);

        Assert.Equal("""{"type":"boolean"}""", JsonNode.Parse(_tool.Read("output.json"))!.ToJsonString());
    }

    [Fact]
    public async Task The_schema_of_a_model_comes_into_its_folder()
    {
        _tool.Write("schemas/acme/kite/input.json", """{"properties":{"prompt":{"type":"string"}}}""");
        _tool.Write("a.json", """{"video":"https://example.com/a.mp4"}""");

        await RunWellAsync("infer", "a.json", "--id", "acme/kite");

        Assert.Equal("added  acme/kite/output.json, from 1 sample\nacme/kite: 1 added.\n", _tool.Output);
        await RunWellAsync("lint");

        _tool.Write("a.json", """{"image":"https://example.com/a.png"}""");
        Assert.Equal(1, await _tool.RunAsync("infer", "a.json", "--id", "acme/kite"));
        Assert.Contains("acme/kite/output.json exists and differs from 1 sample", _tool.Output, StringComparison.Ordinal);
        await RunWellAsync("infer", "a.json", "--id", "acme/kite", "--overwrite");
    }

    [Fact]
    public async Task The_page_on_importing_shows_what_is_told()
    {
        _tool.Write("answers/1.json", """{"video":"https://example.com/a.mp4"}""");
        _tool.Write("answers/2.json", """{"video":"https://example.com/b.mp4"}""");

        await RunWellAsync("infer", "answers/*.json", "--id", "acme/kite");

        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reference", "tool-import.md"));
        Assert.Contains($"```text\n{_tool.Output}```", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_gets_the_schema_alone()
    {
        _tool.Write("a.json", "true");

        await RunWellAsync("infer", "a.json", "--output", "-");

        Assert.Equal("{\n  \"type\": \"boolean\"\n}\n", _tool.Output);
        Assert.Contains("A schema of 1 sample.", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(["a.json"], _tool.Files());
    }

    [Fact]
    public async Task Folders_and_patterns_are_looked_through_and_each_file_counts_once()
    {
        _tool.Write("answers/kite/1.json", "1");
        _tool.Write("answers/kite/2.json", "2");
        _tool.Write("answers/3.json", "3");
        _tool.Write("answers/readme.txt", "no sample");

        await RunWellAsync("infer", "answers", "answers/*/*.json", "answers/3.json", "--json");

        Assert.Equal(3, (int?)JsonNode.Parse(_tool.Output)!["facts"]!["samples"]);
    }

    private async Task RunWellAsync(params string[] args)
    {
        var exit = await _tool.RunAsync(args);
        Assert.True(exit == 0, $"Exit code {exit}\n{_tool.Output}{_tool.Error}");
    }
}
