using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>The options of the project and of each schema, as MSBuild passes them to a generator.</summary>
internal sealed class ProjectOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Options None = new([]);

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(new()
    {
        ["build_property.ModelClientName"] = "CorpusClient",
        ["build_property.ModelClientNamespace"] = "Acme.Sdk",
    });

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is SchemaText schema
        ? new Options(new()
        {
            ["build_metadata.AdditionalFiles.ModelSchemaKind"] = schema.Kind,
            ["build_metadata.AdditionalFiles.ModelIdEscaped"] = Uri.EscapeDataString(schema.ModelId),
        })
        : None;

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
