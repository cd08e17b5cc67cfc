using System.Text.Json;
using SchemaSdk.Tool.Run;

namespace SchemaSdk.Tool.Tests.Run;

public sealed class RunTests : EmulatedTest
{
    [Fact]
    public async Task A_model_of_the_folder_is_run_once_and_its_request_id_is_printed_first()
    {
        Assert.Equal(0, await RunAsync("run", Star, "-i", "prompt=It falls.", "-i", "duration=5"));

        var id = Assert.Single(Emulator.BilledRequestIds);
        var progress = Tool.Error.ReplaceLineEndings("\n");
        Assert.StartsWith($"request  {id}\n", progress, StringComparison.Ordinal);
        Assert.Contains("s  in progress\n", progress, StringComparison.Ordinal);
        Assert.Equal($"file  http://localhost/files/{id}/video.mp4\nRequest {id} succeeded.\n", Tool.Output);
    }

    [Fact]
    public async Task On_a_terminal_the_request_id_stays_visible()
    {
        Tool.IsLive = true;

        Assert.Equal(0, await RunAsync("run", Star, "-i", "prompt=It falls."));

        Assert.Contains($"request  {Assert.Single(Emulator.BilledRequestIds)}", Tool.Error, StringComparison.Ordinal);
        Assert.EndsWith(" succeeded.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_JSON_report_has_the_whole_result_and_the_request_id()
    {
        Options.Price = static _ => EmulatedPrice.PerSecond(0.25m);

        var facts = (await JsonAsync(0, "run", Star, "-i", "prompt=It falls."))["facts"]!;

        var id = Assert.Single(Emulator.BilledRequestIds);
        Assert.Equal(id, (string?)facts["requestId"]);
        Assert.Equal("succeeded", (string?)facts["state"]);
        Assert.Equal(1.25m, (decimal?)facts["costUsd"]);
        Assert.Equal($"http://localhost/files/{id}/video.mp4", (string?)facts["output"]!["video"]);
        Assert.Equal($"http://localhost/files/{id}/video.mp4", (string?)facts["files"]![0]!["url"]);
        Assert.NotNull((string?)facts["createdAt"]);
    }

    [Fact]
    public void A_result_without_an_output_is_reported_with_its_request_id()
    {
        var report = new RunReport(new RunSettings("acme/star", IsEmulated: true, null, null, null))
            .Succeeded(new ModelResult<JsonElement>(default, "acme/star", "r-1"), [], []);

        Assert.Equal("null", Assert.Single(report.Findings).Message);
        Assert.Equal("r-1", (string?)report.Facts!["requestId"]);
        Assert.Null(report.Facts["output"]);
    }

    [Fact]
    public async Task The_emulator_runs_a_model_of_the_folder_without_a_token_or_a_network()
    {
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "");
        Tool.SetEnvironment("RUNCOMFY_MODEL_API_BASE", "https://nobody.example/");

        Assert.Equal(0, await Tool.RunAsync("run", Star, "-i", "prompt=It falls.", "--emulator"));

        Assert.EndsWith(" succeeded. It ran in the emulator, free of charge.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_only_in_the_catalogue_is_run_and_has_help()
    {
        _ = Emulator;
        Directory.Delete(Tool.PathOf("schemas"), recursive: true);

        await ReportsAsync(0, "  duration: whole number, 3 to 15, default 5", "run", Star, "-h");
        Assert.Equal(1, Emulator.Requests);

        await ReportsAsync(2, "error minimum: /duration is 2;", "run", Star, "-i", "prompt=It falls.", "-i", "duration=2");
        Assert.Equal(0, Emulator.Bills);

        Assert.Equal(0, await RunAsync("run", Star, "-i", "prompt=It falls."));
        Assert.Equal(1, Emulator.Bills);
    }

    [Fact]
    public async Task The_help_of_a_model_lists_its_inputs_and_the_help_without_a_model_says_how_to_list_them()
    {
        Assert.Equal(0, await RunAsync("run", Star, "--help"));

        var help = Tool.Output.ReplaceLineEndings("\n");
        Assert.Contains("--max-price", help, StringComparison.Ordinal);
        Assert.Contains(
            "Inputs of acme/star:\n"
            + "  prompt: text, required, at most 60 characters\n"
            + "      What the star does.\n"
            + "  duration: whole number, 3 to 15, default 5\n"
            + "  aspect_ratio: one of 16:9, 9:16, default \"16:9\"\n"
            + "  sound: true or false\n"
            + "  image_url: file (a URL, or @path)\n",
            help,
            StringComparison.Ordinal);
        Assert.Contains("  shots.0.duration: whole number, at least 3\n", help, StringComparison.Ordinal);
        Assert.EndsWith("  camera.zoom: number\n", help, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.Requests);

        Assert.Equal(0, await RunAsync("run", "--help"));
        Assert.EndsWith("To list the inputs of a model, put its id before --help.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_a_recursive_schema_is_finite()
    {
        const string Tree =
            """
            {
              "type": "object",
              "properties": { "root": { "$ref": "#/definitions/node" } },
              "definitions": {
                "node": {
                  "type": "object",
                  "properties": {
                    "left": { "$ref": "#/definitions/node" }, "right": { "$ref": "#/definitions/node" }, "name": { "type": "string" }
                  }
                }
              }
            }
            """;
        Tool.Write("schemas/acme/tree/input.json", Tree);

        await ReportsAsync(0, "  root.left.right.name: text\n", "run", "acme/tree", "--help");
        Assert.True(Tool.Output.Split('\n').Length < 400);

        Assert.Equal(0, await RunAsync("run", "acme/tree", "-i", "root.left.left.right.name=x"));
    }

    [Theory]
    [InlineData("string", "  a: text or list of text or list of text or ", "hello", 0)]
    [InlineData("integer", "  a: whole number or list of whole number or list of whole number or ", "hello", 2)]
    public async Task A_list_that_can_contain_itself_has_a_finite_help_and_takes_a_value(string type, string help, string value, int exit)
    {
        Tool.Write(
            "schemas/acme/nest/input.json",
            $$"""
            {
              "type": "object",
              "properties": { "a": { "$ref": "#/definitions/N" } },
              "definitions": { "N": { "anyOf": [{ "type": "{{type}}" }, { "type": "array", "items": { "$ref": "#/definitions/N" } }] } }
            }
            """);

        await ReportsAsync(0, help, "run", "acme/nest", "--help");
        Assert.EndsWith(" or list\n", Tool.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        Assert.Equal(exit, await RunAsync("run", "acme/nest", "-i", $"a={value}"));
    }

    [Fact]
    public async Task Text_of_a_schema_in_the_help_does_not_act_on_a_terminal()
    {
        Tool.Write(
            "schemas/acme/bad/input.json",
            """{ "type": "object", "properties": { "a\u001b[31m": { "type": "string", "description": "x\u001b]0;y\u0007\nz" } } }""");

        Assert.Equal(0, await RunAsync("run", "acme/bad", "--help"));

        Assert.DoesNotContain('\u001b', Tool.Output);
        Assert.Contains("  a\\u001B[31m: text\n      x\\u001B]0;y\\u0007 z\n", Tool.Output, StringComparison.Ordinal);
    }
}
