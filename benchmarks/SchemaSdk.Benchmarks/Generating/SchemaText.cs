using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>A schema file in memory.</summary>
internal sealed class SchemaText(string path, string text) : AdditionalText
{
    public override string Path => "/schemas/" + path;

    /// <summary>The path relative to the folder of all schemas.</summary>
    internal string Name => path;

    internal string Text => text;

    /// <summary>The value of the metadata <c>ModelSchemaKind</c>.</summary>
    internal string Kind => path.EndsWith("/input.json", StringComparison.Ordinal) ? "Input" : "Output";

    /// <summary>The value of the metadata <c>ModelId</c>.</summary>
    internal string ModelId => path[..path.LastIndexOf('/')];

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);

    internal SchemaText With(string newText) => new(path, newText);
}
