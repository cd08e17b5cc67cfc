using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: what is known of a model, with its types.</summary>
/// <typeparam name="TInput">What the model takes.</typeparam>
/// <typeparam name="TOutput">What the model returns.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelDetails<TInput, TOutput> : ModelInfo
{
    /// <inheritdoc />
    public override Type InputType => typeof(TInput);

    /// <inheritdoc />
    public override Type OutputType => typeof(TOutput);
}
