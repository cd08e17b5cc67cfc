using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Testing;

/// <summary>A schema file in memory, with the metadata that MSBuild would give it.</summary>
public sealed class SchemaText(string path, string text, string kind, string? modelId = null) : AdditionalText
{
    /// <summary>The folder of the schemas of a run.</summary>
    public const string Root = "/repo/schemas/";

    public override string Path => path;

    /// <summary>The whole text.</summary>
    public string Text => text;

    /// <summary>Metadata <c>ModelSchemaKind</c>.</summary>
    public string Kind => kind;

    /// <summary>Metadata <c>ModelId</c>.</summary>
    public string? ModelId => modelId;

    /// <summary>The input of a model, in the folder that its id spells.</summary>
    public static SchemaText Input(string id, string text) => new($"{Root}{id}/input.json", text, "Input");

    /// <summary>The output of a model, or of a folder above models.</summary>
    public static SchemaText Output(string id, string text) =>
        new($"{Root}{id}/output.json".Replace("//", "/", StringComparison.Ordinal), text, "Output");

    /// <summary>The patch of a model's input.</summary>
    public static SchemaText InputPatch(string id, string text) => new($"{Root}{id}/input.patch.json", text, "InputPatch");

    /// <summary>The patch of an output.</summary>
    public static SchemaText OutputPatch(string id, string text) => new($"{Root}{id}/output.patch.json", text, "OutputPatch");

    /// <summary>A file that others refer to.</summary>
    public static SchemaText Reference(string name, string text) => new($"{Root}{name}", text, "Reference");

    /// <summary>Another file at the same path.</summary>
    public SchemaText With(string newText) => new(path, newText, kind, modelId);

    /// <summary>The number of times that the text was asked for.</summary>
    public int Reads { get; private set; }

    public override SourceText GetText(CancellationToken cancellationToken = default)
    {
        Reads++;
        return SourceText.From(text);
    }
}
