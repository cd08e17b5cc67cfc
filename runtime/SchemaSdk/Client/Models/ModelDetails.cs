using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: describes a model and its types.</summary>
/// <typeparam name="TInput">The input of the model.</typeparam>
/// <typeparam name="TOutput">The output of the model.</typeparam>
/// <typeparam name="TSelf">The class itself.</typeparam>
/// <param name="id">The model's id.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelDetails<TInput, TOutput, TSelf>(string id) : TypedModelInfo
    where TSelf : ModelDetails<TInput, TOutput, TSelf>, new()
{
    /// <summary>The only instance.</summary>
    public static TSelf Instance { get; } = new();

    /// <inheritdoc />
    public override string Id => id;

    /// <inheritdoc />
    public override Type InputType => typeof(TInput);

    /// <inheritdoc />
    public override Type OutputType => typeof(TOutput);

    /// <inheritdoc />
    public override string? OutputSchema => null;

    /// <inheritdoc />
    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => Rules.Check(utf8Json);

    internal sealed override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files) =>
        Rules.Check(utf8Json, files);

    /// <inheritdoc />
    public sealed override JsonTypeInfo? TypeInfo(Type type, JsonSerializerOptions options)
    {
        var search = new TypeSearch(type, options);
        Types(search);
        return search.Found;
    }

    /// <summary>Shows the types of input and output to a search; by default none.</summary>
    /// <param name="search">The search.</param>
    protected virtual void Types(TypeSearch search)
    {
    }

    /// <summary>The rules for an input; by default everything is valid.</summary>
    protected virtual InputRules Rules => InputRules.Anything;
}
