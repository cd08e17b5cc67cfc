using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SchemaSdk.Testing;

/// <summary>The properties of a project and the metadata of its files, as MSBuild passes them to the compiler.</summary>
public sealed class BuildOptions(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
{
    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["ModelSchemaRootEscaped"] = SchemaText.Root,
        ["ModelClientName"] = "TestClient",
        ["ModelClientNamespace"] = "Acme.Sdk",
        ["ModelClientAccessibility"] = "public",
        ["RootNamespace"] = "Acme.Sdk",
    };

    /// <summary>Returns the defaults, overridden by the properties of a project.</summary>
    public static Dictionary<string, string> With(IReadOnlyDictionary<string, string> properties)
    {
        var all = new Dictionary<string, string>(Defaults);
        foreach (var (name, value) in properties)
        {
            all[name] = value;
        }

        return all;
    }

    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Options(properties.ToDictionary(property => "build_property." + property.Key, property => property.Value));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
    {
        var file = (SchemaText)textFile;
        return new Options(new(file.Metadata.ToDictionary(pair => "build_metadata.AdditionalFiles." + pair.Key, pair => pair.Value))
        {
            ["build_metadata.AdditionalFiles.ModelSchemaKind"] = file.Kind,
            ["build_metadata.AdditionalFiles.ModelIdEscaped"] = Uri.EscapeDataString(file.ModelId ?? ""),
        });
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
