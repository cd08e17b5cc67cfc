using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

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
