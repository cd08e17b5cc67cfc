using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: describes a model whose input and output are generated types.</summary>
/// <typeparam name="TInput">The input of the model.</typeparam>
/// <typeparam name="TOutput">The output of the model.</typeparam>
/// <typeparam name="TSelf">The class itself.</typeparam>
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
