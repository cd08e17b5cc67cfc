using System.Globalization;

namespace SchemaSdk.Tool.Tests.Lint;

public sealed class LintCommandTests : CommandTest
{
    [Fact]
    public async Task A_problem_is_reported_in_the_format_of_the_compiler()
    {
        Tool.Write("schemas/acme/kite/input.json", PromptSchema);
        Tool.Write("schemas/acme/star/input.json", "{\n  \"type\": \"object\",,\n}");

        await PrintsAsync(
            1,
            "schemas/acme/kite/input.json(1,1): warning SSDK002: 'acme/kite' has no output.json beside its input.json or in a folder "
            + "above; its output is a JsonElement until you add that file\n"
            + "schemas/acme/star/input.json(2,20): error SSDK001: Found ',' where a property name in double quotes should be; no code is "
            + "generated from this file until you correct it\n"
            + "2 files, 1 model: 1 error, 1 warning.\n",
            "lint", "schemas");
        var json = await JsonAsync(1, "lint");
        Assert.Equal("""{"files":2,"models":1,"errors":1,"warnings":1}""", json["facts"]!.ToJsonString());
        Assert.Equal("acme/kite", (string?)json["findings"]![0]!["model"]);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("schemas/acme/kite/input.json")]
    public async Task A_path_that_is_not_a_folder_is_a_usage_error(string folder)
    {
        Tool.Write("schemas/acme/kite/input.json", PromptSchema);

        await PrintsAsync(2, "", "lint", folder);
        Assert.Contains("The folder of schemas does not exist: '", Tool.Error, StringComparison.Ordinal);
        Assert.EndsWith($"{folder}'.\n", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_that_a_build_ignores_and_files_with_other_names_are_not_read()
    {
        Tool.Write("schemas/.git/acme/input.json", "{");
        Tool.Write("schemas/acme/.vs/input.json", "{");
        Tool.Write("schemas/acme/examples.json", "{");

        await PrintsAsync(2, "", "lint", "schemas");
        Assert.EndsWith(
            "schemas' contains no schema, so nothing was checked. Specify a folder with files such as 'acme/kite/input.json'.\n",
            Tool.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_case_of_file_names_does_not_matter()
    {
        Tool.Write("schemas/acme/kite/Input.JSON", """{ "type": "object", "properties": { "a": { "$ref": "../../C.Schema.json" } } }""");
        Tool.Write("schemas/acme/kite/OUTPUT.json", PromptSchema);
        Tool.Write("schemas/acme/kite/Input.Patch.json", """{ "description": "A kite." }""");
        Tool.Write("schemas/C.Schema.json", """{ "type": "string" }""");

        await PrintsAsync(0, "4 files, 1 model: 0 errors, 0 warnings.\n", "lint", "schemas");
    }

    [Theory]
    [InlineData("app.csproj", "1 file, 1 model")]
    [InlineData("app.txt", "3 files, 3 models")]
    public async Task Build_output_is_ignored_in_the_folder_of_a_project(string beside, string told)
    {
        Tool.Write($"app/{beside}", "<Project />");
        Tool.Write("app/obj/acme/input.json", PromptSchema);
        Tool.Write("app/bin/acme/input.json", PromptSchema);
        Tool.Write("app/acme/obj/input.json", PromptSchema);

        await Tool.RunAsync("lint", "app");

        Assert.Contains($"{told}: 0 errors", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("latin1")]
    public async Task The_encoding_of_a_file_does_not_change_the_places_of_problems(string encoding)
    {
        var known = Encoding.GetEncoding(encoding);
        Directory.CreateDirectory(Tool.PathOf("schemas/acme"));
        await File.WriteAllBytesAsync(
            Tool.PathOf("schemas/acme/input.json"), [.. known.GetPreamble(), .. known.GetBytes("{\n  \"é\": 1,,\n}")]);

        Assert.Equal(1, await Tool.RunAsync("lint", "schemas"));
        Assert.StartsWith("schemas/acme/input.json(2,10): error SSDK001: ", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_is_harmless_in_every_format_of_the_report()
    {
        using var folder = HostileFolder.Make();

        foreach (var format in new[] { "text", "markdown", "json", "sarif" })
        {
            Assert.Equal(1, await Tool.RunAsync("lint", folder.Path, "--format", format));

            Assert.DoesNotContain(Tool.Output, static character => character != '\n'
                && CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format);
            var unescaped = Tool.Output.Replace(@"\<", "", StringComparison.Ordinal);
            Assert.Equal(format is "text", unescaped.Contains("<img", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Sarif_contains_hostile_text_unchanged_and_positions_that_exist()
    {
        using var folder = HostileFolder.Make();

        await Tool.RunAsync("lint", folder.Path, "--format", "sarif");

        var run = JsonNode.Parse(Tool.Output)!["runs"]![0]!;
        var results = run["results"]!.AsArray();
        Assert.Contains(results, result => ((string)result!["message"]!["text"]!).Contains("<img src=x", StringComparison.Ordinal));
        Assert.Equal(
            results.Select(result => (string)result!["ruleId"]!).Distinct().Order(),
            run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => (string)rule!["id"]!).Order());
        foreach (var location in results.Select(result => result!["locations"]![0]!["physicalLocation"]!))
        {
            var path = Path.GetFullPath(Uri.UnescapeDataString((string)location["artifactLocation"]!["uri"]!), Tool.Folder);
            var lines = (await File.ReadAllTextAsync(path)).Split('\n');
            var region = location["region"]!;
            Assert.InRange((int)region["startLine"]!, 1, (int)region["endLine"]!);
            Assert.InRange((int)region["endLine"]!, 1, lines.Length);
            Assert.InRange((int)region["startColumn"]!, 1, lines[(int)region["startLine"]! - 1].Length + 1);
            Assert.InRange((int)region["endColumn"]!, 1, lines[(int)region["endLine"]! - 1].Length + 1);
        }
    }

    [Fact]
    public async Task A_lint_that_is_stopped_reports_nothing()
    {
        Tool.Write("schemas/acme/kite/input.json", PromptSchema);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Equal(130, await Tool.RunAsync(stop.Token, "lint", "schemas"));
        Assert.Equal("", Tool.Output);
    }
}
