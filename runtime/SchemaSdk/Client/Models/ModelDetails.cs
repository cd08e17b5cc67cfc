using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: describes a model and its types.</summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
/// <typeparam name="TOutput">The type of the model's output.</typeparam>
/// <typeparam name="TSelf">The derived class.</typeparam>
/// <param name="id">The model's id.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelDetails<TInput, TOutput, TSelf>(string id) : TypedModelInfo
    where TSelf : ModelDetails<TInput, TOutput, TSelf>, new()
{
    /// <summary>The shared instance.</summary>
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

    /// <summary>Offers the generated types of the input and output to a search. By default, it offers none.</summary>
    /// <param name="search">The search that looks for a type.</param>
    protected virtual void Types(TypeSearch search)
    {
    }

    /// <summary>The rules for inputs. By default, every input is valid.</summary>
    protected virtual InputRules Rules => InputRules.Anything;
}
