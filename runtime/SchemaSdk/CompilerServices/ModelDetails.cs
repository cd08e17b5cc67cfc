using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: what is known of a model, with its types.</summary>
/// <typeparam name="TInput">What the model takes.</typeparam>
/// <typeparam name="TOutput">What the model returns.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelDetails<TInput, TOutput> : ModelInfo
{
    private JsonRule? _rule;

    /// <inheritdoc />
    public override Type InputType => typeof(TInput);

    /// <inheritdoc />
    public override Type OutputType => typeof(TOutput);

    /// <inheritdoc />
    public override string? OutputSchema => null;

    /// <inheritdoc />
    public override IReadOnlyList<ValidationError> Validate(ReadOnlySpan<byte> utf8Json) => JsonCheck.Run(utf8Json, _rule ??= Check);

    /// <summary>Describes a type of this model to System.Text.Json.</summary>
    /// <param name="type">What is asked for.</param>
    /// <param name="options">What the description is for.</param>
    /// <returns>Null for a type that is not this model's.</returns>
    public abstract JsonTypeInfo? TypeInfo(Type type, JsonSerializerOptions options);

    /// <summary>Checks an input.</summary>
    /// <param name="check">On the first token of the input. Takes what does not fit.</param>
    protected virtual void Check(ref JsonCheck check)
    {
    }
}
