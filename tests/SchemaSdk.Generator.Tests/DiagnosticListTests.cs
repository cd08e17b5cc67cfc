using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using SchemaSdk.Generator.Diagnostics;

namespace SchemaSdk.Generator.Tests;

/// <summary>The list in docs/reference/diagnostics.md: one row for each, with its text, its place and its cure.</summary>
public class DiagnosticListTests
{
    private static readonly DiagnosticDescriptor[] All = [.. Descriptors.All, Descriptors.ValueUnknown];

    private static readonly IReadOnlyDictionary<string, string[]> Rows =
        File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "reference", "diagnostics.md"))
            .Where(line => line.StartsWith("| `SSDK", StringComparison.Ordinal))
            .Select(line => Regex.Split(line.Trim('|', ' '), @" \| "))
            .ToDictionary(cells => cells[0].Split('`')[1], StringComparer.Ordinal);

    [Fact]
    public void Has_a_row_for_each_diagnostic_and_no_other() => Assert.Equal(
        All.Select(descriptor => descriptor.Id)
            .Concat(Warnings().Select(warning => warning.Id).Distinct())
            .Order(StringComparer.Ordinal),
        Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Has_the_severity_and_the_text_of_the_generator_s() => Assert.All(All, descriptor =>
    {
        var (severity, text) = (Rows[descriptor.Id][0].Split(' ')[1], Rows[descriptor.Id][1]);

        Assert.Equal(descriptor.DefaultSeverity.ToString().ToLowerInvariant(), severity);
        Assert.True(
            IsStart(text, Regex.Replace(descriptor.MessageFormat.ToString(), @"\{\d\}", "…")), $"{text}\n{descriptor.MessageFormat}");
    });

    [Fact]
    public void Has_the_text_of_the_build_s() => Assert.All(Warnings(), warning =>
    {
        Assert.Equal("warning", Rows[warning.Id][0].Split(' ')[1]);
        Assert.True(IsStart(Rows[warning.Id][1], Regex.Replace(warning.Text, @"[$@%]\([\w.]+\)", "…")), warning.Text);
    });

    [Fact]
    public void Has_a_place_and_a_cure_in_each_row() => Assert.All(Rows.Values, cells =>
    {
        Assert.Equal(4, cells.Length);
        Assert.All(cells, cell => Assert.True(cell.Trim().Length > 3, string.Join(" | ", cells)));
    });

    /// <summary>Such a test spells the line of a build log, up to its text.</summary>
    [Fact]
    public void Has_a_test_of_exact_text_and_place_for_each_diagnostic_of_the_generator()
    {
        var files = Directory.EnumerateFiles(SourceTree.PathOf("tests"), "*Tests*.cs", SearchOption.AllDirectories);
        var tests = string.Concat(files.Select(File.ReadAllText));

        Assert.All(
            All,
            descriptor =>
                Assert.Matches($"\"{descriptor.Id} {descriptor.DefaultSeverity.ToString().ToLowerInvariant()}[^:\n]*: .{{5}}", tests));
    }

    /// <summary>The row leaves out what to do, which its cure says at length.</summary>
    private static bool IsStart(string text, string message) =>
        text.Length > 20
            && message.StartsWith(text, StringComparison.Ordinal)
            && (message.Length == text.Length || message[text.Length] is ':' or ';' or '.');

    private static IEnumerable<(string Id, string Text)> Warnings() => new[] { "build", "buildTransitive" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "runtime/SchemaSdk", folder), "*.targets"))
        .SelectMany(file => XDocument.Load(file).Descendants("Warning"))
        .Select(warning => (warning.Attribute("Code")!.Value, warning.Attribute("Text")!.Value));
}
