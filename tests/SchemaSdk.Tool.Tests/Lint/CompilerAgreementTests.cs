using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Generator.Analyzing;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Lint;
using SchemaSdk.Tool.SchemaFolders.Reading;
using Xunit.Abstractions;

namespace SchemaSdk.Tool.Tests.Lint;

/// <summary>Tests that <c>lint</c> reports the same ids, levels, messages and positions for a folder as the compiler.</summary>
public class CompilerAgreementTests(ITestOutputHelper output)
{
    public static TheoryData<string> Folders =>
    [
        .. new[] { CorpusFolder.Own, CorpusFolder.Others }
            .OfType<string>()
            .SelectMany(Directory.GetDirectories)
            .Where(folder => Path.GetFileName(folder) != "json-schema-suite")
            .Where(folder => FullRun.IsOn || Path.GetFileName(folder) is not ("fal" or "fal-2026-01" or "other"))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task An_editor_and_the_command_report_the_same(string folder)
    {
        var linted = new FolderLint(path => path, FolderClient.Usual).Run(folder, default);

        var project = CSharpCompilation.Create("Linted", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var options = new AnalyzerOptions([.. GeneratedClient.TextsOf(folder)], GeneratedClient.OptionsOf(folder, live: "true"));
        var diagnostics = await project.WithAnalyzers([new SchemaSdkAnalyzer()], options).GetAnalyzerDiagnosticsAsync();

        output.WriteLine($"{linted.Files} files, {linted.Models} models, {linted.Findings.Count} findings");
        Assert.Equal(Lines(diagnostics), Lines(linted.Findings));
    }

    [Fact]
    public void A_build_and_the_command_report_the_same()
    {
        using var folder = HostileFolder.Make();

        var linted = new FolderLint(path => path, FolderClient.Usual).Run(folder.Path, default);
        var build = GeneratedClient.Compile(folder.Path, GeneratedClient.TextsOf(folder.Path));

        Assert.Equal(Lines(build.Diagnostics), Lines(linted.Findings));
        Assert.Equal(
            [
                "SSDK001", "SSDK002", "SSDK003", "SSDK004", "SSDK005", "SSDK006", "SSDK008", "SSDK009", "SSDK010", "SSDK012", "SSDK013",
                "SSDK014", "SSDK015",
            ],
            linted.Findings.Select(finding => finding.Rule).Distinct().Order());
    }

    private static string[] Lines(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .Select(diagnostic => string.Join(
                " ",
                [
                    diagnostic.Id,
                    diagnostic.Severity.ToString(),
                    diagnostic.GetMessage(CultureInfo.InvariantCulture),
                    .. diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Select(location => location.GetLineSpan().ToString()),
                ]))
            .Order(StringComparer.Ordinal),
    ];

    private static string[] Lines(IEnumerable<Finding> findings) =>
    [
        .. findings
            .Select(finding => string.Join(
                " ",
                [finding.Rule, finding.Level.ToString(), finding.Message, .. finding.Related.Prepend(finding.Place!).Select(Lines)]))
            .Order(StringComparer.Ordinal),
    ];

    // The compiler counts lines and columns from 0.
    private static string Lines(Place place) => string.Create(
        CultureInfo.InvariantCulture,
        $"{place.Path}: ({place.Line - 1},{place.Column - 1})-({place.EndLine - 1},{place.EndColumn - 1})");
}
