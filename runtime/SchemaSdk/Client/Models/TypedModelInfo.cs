using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: describes a model with generated types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TypedModelInfo : ModelInfo
{
    /// <summary>Describes a type of this model to System.Text.Json.</summary>
    /// <param name="type">The requested type.</param>
    /// <param name="options">The options for which the type is described.</param>
    /// <returns>The description; null if the type does not belong to this model.</returns>
    public abstract JsonTypeInfo? TypeInfo(Type type, JsonSerializerOptions options);
}
