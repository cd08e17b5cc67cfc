using System.Text.RegularExpressions;
using System.Xml.Linq;
using SchemaSdk.Generator.Diagnostics;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that the table in docs/reference/diagnostics.md has the text, the location and the fix of each diagnostic.</summary>
public class DiagnosticListTests
{
    private static readonly DiagnosticDescriptor[] All = [.. Descriptors.All, Descriptors.ValueUnknown];

    private static readonly IReadOnlyDictionary<string, string[]> Rows =
        File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "reference", "diagnostics.md"))
            .Where(line => line.StartsWith("| `SSDK", StringComparison.Ordinal))
            .Select(line => Regex.Split(line.Trim('|', ' '), @" \| "))
            .ToDictionary(cells => cells[0].Split('`')[1], StringComparer.Ordinal);

    [Fact]
    public void The_page_has_one_row_for_each_diagnostic() => Assert.Equal(
        All.Select(descriptor => descriptor.Id)
            .Concat(Warnings().Select(warning => warning.Id).Distinct())
            .Order(StringComparer.Ordinal),
        Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_has_the_severities_and_texts_of_the_generator() => Assert.All(All, descriptor =>
    {
        var (severity, text) = (Rows[descriptor.Id][0].Split(' ')[1], Rows[descriptor.Id][1]);

        Assert.Equal(descriptor.DefaultSeverity.ToString().ToLowerInvariant(), severity);
        Assert.True(
            IsStart(text, Regex.Replace(descriptor.MessageFormat.ToString(), @"\{\d\}", "…")), $"{text}\n{descriptor.MessageFormat}");
    });

    [Fact]
    public void The_page_has_the_texts_of_the_build() => Assert.All(Warnings(), warning =>
    {
        Assert.Equal("warning", Rows[warning.Id][0].Split(' ')[1]);
        Assert.True(IsStart(Rows[warning.Id][1], Regex.Replace(warning.Text, @"[$@%]\([\w.]+\)", "…")), warning.Text);
    });

    [Fact]
    public void Each_row_has_a_location_and_a_fix() => Assert.All(Rows.Values, cells =>
    {
        Assert.Equal(4, cells.Length);
        Assert.All(cells, cell => Assert.True(cell.Trim().Length > 3, string.Join(" | ", cells)));
    });

    [Fact]
    public void Each_diagnostic_has_a_test_of_its_exact_text_and_position()
    {
        var files = Directory.EnumerateFiles(SourceTree.PathOf("tests"), "*Tests*.cs", SearchOption.AllDirectories);
        var tests = string.Concat(files.Select(File.ReadAllText));

        Assert.All(
            All,
            descriptor =>
                Assert.Matches($"\"{descriptor.Id} {descriptor.DefaultSeverity.ToString().ToLowerInvariant()}[^:\n]*: .{{5}}", tests));
    }

    /// <summary>
    /// Returns true if the message starts with the text of a table cell. The next cell contains the rest of the message, which is advice.
    /// </summary>
    private static bool IsStart(string text, string message) =>
        text.Length > 20
            && message.StartsWith(text, StringComparison.Ordinal)
            && (message.Length == text.Length || message[text.Length] is ':' or ';' or '.');

    private static IEnumerable<(string Id, string Text)> Warnings() => new[] { "build", "buildTransitive" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "runtime/SchemaSdk", folder), "*.targets"))
        .SelectMany(file => XDocument.Load(file).Descendants("Warning"))
        .Select(warning => (warning.Attribute("Code")!.Value, warning.Attribute("Text")!.Value));
}
