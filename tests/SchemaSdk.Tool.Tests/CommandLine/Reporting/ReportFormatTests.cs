using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Tests.CommandLine.Reporting;

/// <summary>Tests each format of a report with text that tries to break out of the format.</summary>
public class ReportFormatTests
{
    private static readonly Report Sample = new(
        "probe",
        "A probe",
        [
            new Finding("added", FindingLevel.Note, "acme/kite") { Model = "acme/kite" },
            new Finding("SSDK003", FindingLevel.Error, "'a|b' \u001b]0;x\u0007\n<img src=x> @team [a](b) \u202eevil")
            {
                Model = "acme/kite",
                Place = new Place("schemas/acme/a kite/input.json", 3, 5, 3, 9),
                Related = [new Place("old/input.json")],
                Details = new JsonObject { ["bump"] = "major" },
            },
        ],
        "1 model was added, 1 is broken.",
        ExitCode.Findings)
    {
        Facts = new JsonObject { ["added"] = 1 },
    };

    [Fact]
    public void Text_has_a_line_for_each_finding_and_no_control_codes() => Assert.Equal(
        """
        added  acme/kite
        schemas/acme/a kite/input.json(3,5): error SSDK003: 'a|b' \u001B]0;x\u0007\u000A<img src=x> @team [a](b) \u202Eevil
        1 model was added, 1 is broken.

        """,
        Write(ReportFormat.Text));

    [Fact]
    public void Text_on_a_terminal_shows_problems_in_color()
    {
        var text = Write(ReportFormat.Text, hasColors: true);

        Assert.Contains("\u001b[", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void GitHub_gets_an_annotation_for_each_problem_and_no_other_command() => Assert.Equal(
        "::error file=schemas/acme/a kite/input.json,line=3,col=5,title=SSDK003 acme/kite::"
        + @"'a|b' \u001B]0;x\u0007\u000A<img src=x> @team [a](b) \u202Eevil" + "\n1 model was added, 1 is broken.\n",
        Write(ReportFormat.GitHub));

    [Fact]
    public void Text_of_a_schema_cannot_end_an_annotation() => Assert.Equal(
        "::warning file=a%2Cb%3A%25.json,title=x::50%25 ::error::y\n1 model was added, 1 is broken.\n",
        Write(ReportFormat.GitHub, new Finding("x", FindingLevel.Warning, "50% ::error::y") { Place = new Place("a,b:%.json") }));

    [Fact]
    public void Text_of_a_schema_is_not_a_command_in_the_middle_of_a_line() => Assert.Equal(
        "warning x: acme/##\\u005Badd-mask]e\n1 model was added, 1 is broken.\n",
        Write(ReportFormat.Text, new Finding("x", FindingLevel.Warning, "acme/##[add-mask]e")));

    [Fact]
    public void Text_of_a_schema_is_not_markup_in_Markdown() => Assert.Equal(
        """
        ## A probe

        1 model was added, 1 is broken.

        ### Note

        - acme/kite (added)

        ### Error

        - acme/kite: 'a\|b' \u001B\]0;x\u0007\u000A\<img src=x> @&#8203;team \[a\](b) \u202Eevil
        """ + """
         (SSDK003, schemas/acme/a kite/input.json(3,5))

        """,
        Write(ReportFormat.Markdown));

    [Theory]
    [InlineData("@acme/team", "@&#8203;acme/team")]
    [InlineData("a@example.com", "a@&#8203;example.com")]
    [InlineData("acme/kite#12", "acme/kite#&#8203;12")]
    [InlineData("gh-12 high-12", "gh-&#8203;12 high-12")]
    [InlineData("www.example.com WWW.A.b", "www&#8203;.example.com WWW&#8203;.A.b")]
    [InlineData("https://example.com a: b", "https:&#8203;//example.com a: b")]
    [InlineData("a\u200bb", "a\\u200Bb")]
    [InlineData("opt_value: minimum 1 & maximum 2, $defs/a_b, #/properties", "opt_value: minimum 1 & maximum 2, $defs/a_b, #/properties")]
    public void Markdown_contains_no_mention_and_no_address_that_a_host_links(string text, string written) =>
        Assert.Equal(written, HarmlessText.Markdown(text));

    [Fact]
    public void Json_has_all_data_of_the_findings()
    {
        var json = JsonNode.Parse(Write(ReportFormat.Json))!;

        Assert.Equal(1, (int?)json["exitCode"]);
        Assert.Equal(1, (int?)json["facts"]!["added"]);
        var finding = json["findings"]![1]!;
        Assert.Equal("error", (string?)finding["level"]);
        Assert.Equal(Sample.Findings[1].Message, (string?)finding["message"]);
        Assert.Equal(3, (int?)finding["place"]!["line"]);
        Assert.Equal("old/input.json", (string?)finding["related"]![0]!["path"]);
        Assert.Equal("major", (string?)finding["details"]!["bump"]);
    }

    [Fact]
    public void Sarif_has_a_result_with_a_location_for_each_finding()
    {
        var sarif = JsonNode.Parse(Write(ReportFormat.Sarif))!;

        Assert.Equal("2.1.0", (string?)sarif["version"]);
        var run = sarif["runs"]![0]!;
        Assert.Equal(["added", "SSDK003"], run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => (string?)rule!["id"]));
        var result = run["results"]![1]!;
        Assert.Equal("SSDK003", (string?)result["ruleId"]);
        Assert.Equal(Sample.Findings[1].Message, (string?)result["message"]!["text"]);
        var location = result["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("schemas/acme/a%20kite/input.json", (string?)location["artifactLocation"]!["uri"]);
        Assert.Equal(9, (int?)location["region"]!["endColumn"]);
        Assert.Null(result["relatedLocations"]![0]!["physicalLocation"]!["region"]);
    }

    private static string Write(ReportFormat format, Finding finding) => Write(format, report: Sample with { Findings = [finding] });

    private static string Write(ReportFormat format, bool hasColors = false, Report? report = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        ReportWriter.Write(report ?? Sample, format, new ToolConsole(output, error) { HasColors = hasColors });
        Assert.Equal("", error.ToString());
        return output.ToString();
    }
}
