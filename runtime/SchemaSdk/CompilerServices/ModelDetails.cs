using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: what is known of a model, with its types.</summary>
/// <typeparam name="TInput">What the model takes.</typeparam>
/// <typeparam name="TOutput">What the model returns.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelDetails<TInput, TOutput> : TypedModelInfo
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

    /// <summary>Checks an input.</summary>
    /// <param name="check">On the first token of the input. Takes what does not fit.</param>
    protected virtual void Check(ref JsonCheck check)
    {
    }
}
