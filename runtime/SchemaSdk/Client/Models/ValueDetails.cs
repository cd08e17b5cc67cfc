using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: describes a model whose input and output have generated types.</summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
/// <typeparam name="TOutput">The type of the model's output.</typeparam>
/// <typeparam name="TSelf">The derived class.</typeparam>
/// <param name="id">The model's id.</param>
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
