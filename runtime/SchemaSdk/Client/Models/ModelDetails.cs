using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: describes a model with generated types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TypedModelInfo : ModelInfo
{
    /// <summary>Describes a type of this model to System.Text.Json; null if the type does not belong to this model.</summary>
    /// <param name="type">The requested type.</param>
    /// <param name="options">The options for which the type is described.</param>
    public abstract JsonTypeInfo? TypeInfo(Type type, JsonSerializerOptions options);
}

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

    /// <summary>Passes the generated types of the input and output to a search. By default, passes none.</summary>
    /// <param name="search">The search that looks for a type.</param>
    protected virtual void Types(TypeSearch search) { }

    /// <summary>The validation rules for inputs. By default, every input is valid.</summary>
    protected virtual InputRules Rules => InputRules.Anything;
}

/// <summary>For generated code: describes a model whose input and output have generated types.</summary>
/// <inheritdoc cref="ModelDetails{TInput, TOutput, TSelf}" path="/typeparam|/param" />
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueDetails<TInput, TOutput, TSelf>(string id) : ModelDetails<TInput, TOutput, TSelf>(id)
    where TInput : IGenerated<TInput>
    where TOutput : IGenerated<TOutput>
    where TSelf : ValueDetails<TInput, TOutput, TSelf>, new()
{
    /// <inheritdoc />
    protected override void Types(TypeSearch search)
    {
        search.Root<TInput>();
        search.Root<TOutput>();
    }
}

/// <summary>For generated code: describes a model whose input has a generated type and whose output has no schema.</summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
/// <typeparam name="TSelf">The derived class.</typeparam>
/// <param name="id">The model's id.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RawDetails<TInput, TSelf>(string id) : ModelDetails<TInput, JsonElement, TSelf>(id)
    where TInput : IGenerated<TInput>
    where TSelf : RawDetails<TInput, TSelf>, new()
{
    /// <inheritdoc />
    protected override void Types(TypeSearch search) => search.Root<TInput>();
}
