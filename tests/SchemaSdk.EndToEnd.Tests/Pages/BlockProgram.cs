using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>Compiles a code block as the only file of a new project, and runs it.</summary>
internal static class BlockProgram
{
    private const string RuntimeConfig =
        """
        { "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" } } }
        """;

    private static readonly IReadOnlyList<MetadataReference> References = RunningReferences.All;

    // The .NET SDK hides this warning too.
    private static readonly Dictionary<string, ReportDiagnostic> Hidden = new() { ["CS1701"] = ReportDiagnostic.Suppress };

    public static CSharpCompilation Compile(PageBlock block) => CSharpCompilation.Create(
        "Block",
        block.Files().Select(file => CSharpSyntaxTree.ParseText(file, new CSharpParseOptions(LanguageVersion.Latest))),
        References,
        new CSharpCompilationOptions(
            OutputKind.ConsoleApplication,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: Hidden));

    /// <summary>
    /// Runs a block in a separate process. The environment variables contain the token and address of the emulator, and
    /// <c>appsettings.json</c> contains the settings, if any.
    /// </summary>
    public static async Task<ProcessResult> RunAsync(PageBlock block, ModelEmulator emulator, string? settings = null)
    {
        using var folder = new TemporaryFolder();
        Assert.True(Compile(block).Emit(folder.File("Block.dll")).Success, block.Code);
        File.WriteAllText(folder.File("Block.runtimeconfig.json"), RuntimeConfig);
        string[] libraries = ["SchemaSdk*.dll", "Microsoft.Extensions.*.dll", "OpenTelemetry*.dll"];
        foreach (var assembly in libraries.SelectMany(library => Directory.GetFiles(AppContext.BaseDirectory, library)))
        {
            File.Copy(assembly, folder.File(Path.GetFileName(assembly)));
        }

        if (settings is not null)
        {
            File.WriteAllText(folder.File("appsettings.json"), settings);
        }

        return await RunningProcess.RunAsync("dotnet", [folder.File("Block.dll")], new Dictionary<string, string>
        {
            ["RUNCOMFY_MODEL_API_BASE"] = emulator.Address.ToString(),
            ["RUNCOMFY_API_TOKEN"] = emulator.Token,
            ["DOTNET_CONTENTROOT"] = folder.Path,
        });
    }
}
