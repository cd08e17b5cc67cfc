using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: what is known of a model that has types of its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TypedModelInfo : ModelInfo
{
    /// <summary>Describes a type of this model to System.Text.Json.</summary>
    /// <param name="type">The type that is asked for.</param>
    /// <param name="options">What the description is for.</param>
    /// <returns>Null for a type that is not this model's.</returns>
    public abstract JsonTypeInfo? TypeInfo(Type type, JsonSerializerOptions options);
}
