using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Testing;

/// <summary>A schema file in memory, with the metadata that MSBuild would give it.</summary>
public sealed class SchemaText(string path, string text, string kind, string? modelId = null) : AdditionalText
{
    public const string Root = "/repo/schemas/";
    public const string LockPath = "/repo/schemas.lock.json";

    public override string Path => path;

    public string Text => text;

    public string Kind => kind;

    public string? ModelId => modelId;

    /// <summary>The metadata of the file's MSBuild item. It sets the options of the file's client.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public static SchemaText Input(string id, string text) => new($"{Root}{id}/input.json", text, "Input");

    /// <summary>The output schema in the folder of a model, or in a parent folder if several models share it.</summary>
    public static SchemaText Output(string id, string text) =>
        new($"{Root}{id}/output.json".Replace("//", "/", StringComparison.Ordinal), text, "Output");

    public static SchemaText InputPatch(string id, string text) => new($"{Root}{id}/input.patch.json", text, "InputPatch");

    public static SchemaText OutputPatch(string id, string text) => new($"{Root}{id}/output.patch.json", text, "OutputPatch");

    /// <summary>A file to which schemas refer.</summary>
    public static SchemaText Reference(string name, string text) => new($"{Root}{name}", text, "Reference");

    /// <summary>The lock file of the schema folder.</summary>
    /// <param name="names">The members of the object that contains the C# names, such as <c>"acme/kite": "Acme.Kite"</c>.</param>
    /// <param name="models">The members of the object with the models of a catalogue.</param>
    /// <param name="members">The members of the object with the C# names of members.</param>
    public static SchemaText Lock(string names, string models = "", string members = "") => new(
        LockPath,
        $$"""{ "version": 1, "catalogs": {}, "models": { {{models}} }, "names": { {{names}} }"""
            + (members.Length == 0 ? " }" : $$""", "members": { {{members}} } }"""),
        "Lock");

    public SchemaText With(string newText) => new(path, newText, kind, modelId) { Metadata = Metadata };

    /// <summary>Returns the file with other metadata, for example to assign it to another client.</summary>
    public SchemaText With(params (string Name, string Value)[] metadata) => new(path, text, kind, modelId)
    {
        Metadata = metadata.ToDictionary(pair => pair.Name, pair => pair.Value),
    };

    /// <summary>How many times the compiler read the file.</summary>
    public int Reads { get; private set; }

    public override SourceText GetText(CancellationToken cancellationToken = default)
    {
        Reads++;
        return SourceText.From(text);
    }
}
