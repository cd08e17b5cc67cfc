using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Lint;

/// <summary>Runs of <c>schemasdk lint</c>.</summary>
public sealed class LintCommandTests : IDisposable
{
    private const string Good = """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""";

    private readonly ToolTest _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_folder_without_a_problem_is_fine()
    {
        _tool.Write("schemas/acme/kite/input.json", Good);
        _tool.Write("schemas/acme/kite/output.json", Good);

        Assert.Equal(0, await _tool.RunAsync("lint", "schemas"));
        Assert.Equal("2 files, 1 model: 0 errors, 0 warnings.\n", _tool.Output);

        Assert.Equal(0, await _tool.RunAsync("lint"));
        Assert.Equal("2 files, 1 model: 0 errors, 0 warnings.\n", _tool.Output);
    }

    [Fact]
    public async Task A_problem_is_told_as_the_compiler_tells_it()
    {
        _tool.Write("schemas/acme/kite/input.json", Good);
        _tool.Write("schemas/acme/star/input.json", "{\n  \"type\": \"object\",,\n}");

        Assert.Equal(1, await _tool.RunAsync("lint", "schemas"));

        Assert.Equal(
            "schemas/acme/kite/input.json(1,1): warning SSDK002: 'acme/kite' has no output.json beside its input.json or in a folder "
            + "above; its output is JsonElement until there is one\n"
            + "schemas/acme/star/input.json(2,20): error SSDK001: Found ',' where a property name in double quotes should be; no code is "
            + "generated from this file until it is JSON\n"
            + "2 files, 1 model: 1 error, 1 warning.\n",
            _tool.Output);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("schemas/acme/kite/input.json")]
    public async Task What_is_no_folder_is_wrong_usage(string folder)
    {
        _tool.Write("schemas/acme/kite/input.json", Good);

        Assert.Equal(2, await _tool.RunAsync("lint", folder));
        Assert.Equal("", _tool.Output);
        Assert.Contains("The folder of schemas does not exist: '", _tool.Error, StringComparison.Ordinal);
        Assert.EndsWith($"{folder}'.\n", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_that_a_build_leaves_out_and_files_of_other_names_are_not_read()
    {
        _tool.Write("schemas/.git/acme/input.json", "{");
        _tool.Write("schemas/acme/.vs/input.json", "{");
        _tool.Write("schemas/acme/examples.json", "{");

        Assert.Equal(2, await _tool.RunAsync("lint", "schemas"));
        Assert.Equal("", _tool.Output);
        Assert.EndsWith(
            "schemas' has no schema, so nothing was checked. Give a folder that has files such as 'acme/kite/input.json'.\n",
            _tool.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_case_of_names_matters_as_little_as_in_a_build()
    {
        _tool.Write("schemas/acme/kite/Input.JSON", """{ "type": "object", "properties": { "a": { "$ref": "../../C.Schema.json" } } }""");
        _tool.Write("schemas/acme/kite/OUTPUT.json", Good);
        _tool.Write("schemas/acme/kite/Input.Patch.json", """{ "description": "A kite." }""");
        _tool.Write("schemas/C.Schema.json", """{ "type": "string" }""");

        Assert.Equal(0, await _tool.RunAsync("lint", "schemas"));
        Assert.Equal("4 files, 1 model: 0 errors, 0 warnings.\n", _tool.Output);
    }

    [Theory]
    [InlineData("app.csproj", "1 file, 1 model")]
    [InlineData("app.txt", "3 files, 3 models")]
    public async Task What_a_build_made_is_left_out_where_the_folder_is_that_of_a_project(string beside, string told)
    {
        _tool.Write($"app/{beside}", "");
        _tool.Write("app/obj/acme/input.json", Good);
        _tool.Write("app/bin/acme/input.json", Good);
        _tool.Write("app/acme/obj/input.json", Good);

        await _tool.RunAsync("lint", "app");

        Assert.Contains($"{told}: 0 errors", _tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("latin1")]
    public async Task A_file_of_another_encoding_has_its_problems_at_the_same_places(string encoding)
    {
        var known = Encoding.GetEncoding(encoding);
        Directory.CreateDirectory(_tool.PathOf("schemas/acme"));
        await File.WriteAllBytesAsync(
            _tool.PathOf("schemas/acme/input.json"), [.. known.GetPreamble(), .. known.GetBytes("{\n  \"é\": 1,,\n}")]);

        Assert.Equal(1, await _tool.RunAsync("lint", "schemas"));
        Assert.StartsWith("schemas/acme/input.json(2,10): error SSDK001: ", _tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_numbers_and_every_place()
    {
        _tool.Write("schemas/acme/kite/input.json", "{");

        Assert.Equal(1, await _tool.RunAsync("lint", "schemas", "--json"));

        var json = JsonNode.Parse(_tool.Output)!;
        Assert.Equal("lint", (string?)json["command"]);
        Assert.Equal("""{"files":1,"models":0,"errors":1,"warnings":0}""", json["facts"]!.ToJsonString());
        var finding = Assert.Single(json["findings"]!.AsArray())!;
        Assert.Equal("SSDK001", (string?)finding["rule"]);
        Assert.Equal("acme/kite", (string?)finding["model"]);
        Assert.Equal("schemas/acme/kite/input.json", (string?)finding["place"]!["path"]);
    }

    [Fact]
    public async Task Hostile_text_acts_in_no_form_of_the_report()
    {
        using var folder = HostileFolder.Make();

        foreach (var format in new[] { "text", "markdown", "json", "sarif" })
        {
            Assert.Equal(1, await _tool.RunAsync("lint", folder.Path, "--format", format));

            Assert.DoesNotContain(_tool.Output, character => character != '\n'
                && CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format);
            var unescaped = _tool.Output.Replace(@"\<", "", StringComparison.Ordinal);
            Assert.Equal(format is "text", unescaped.Contains("<img", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Sarif_holds_hostile_text_as_it_is_and_places_that_are_in_their_files()
    {
        using var folder = HostileFolder.Make();

        await _tool.RunAsync("lint", folder.Path, "--format", "sarif");

        var run = JsonNode.Parse(_tool.Output)!["runs"]![0]!;
        var results = run["results"]!.AsArray();
        Assert.Contains(results, result => ((string)result!["message"]!["text"]!).Contains("<img src=x", StringComparison.Ordinal));
        Assert.Equal(
            results.Select(result => (string)result!["ruleId"]!).Distinct().Order(),
            run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => (string)rule!["id"]!).Order());
        foreach (var location in results.Select(result => result!["locations"]![0]!["physicalLocation"]!))
        {
            var path = Path.GetFullPath(Uri.UnescapeDataString((string)location["artifactLocation"]!["uri"]!), _tool.Folder);
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
        _tool.Write("schemas/acme/kite/input.json", Good);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Equal(130, await _tool.RunAsync(stop.Token, "lint", "schemas"));
        Assert.Equal("", _tool.Output);
    }
}
