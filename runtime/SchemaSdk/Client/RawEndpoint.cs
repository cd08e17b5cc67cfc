using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an endpoint whose input is a generated type, and whose output no schema describes.</summary>
/// <typeparam name="TInput">The input of the model.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RawEndpoint<TInput> : ModelEndpoint<TInput, JsonElement>
    where TInput : IModelValue<TInput>
{
    /// <summary>For tests: an endpoint without a client, whose members are overridden.</summary>
    protected RawEndpoint()
    {
    }

    /// <summary>Creates an endpoint of a client.</summary>
    /// <param name="client">The client.</param>
    protected RawEndpoint(ModelClient client)
        : base(client)
    {
    }

    /// <inheritdoc />
    protected internal override void WriteInput(Utf8JsonWriter writer, TInput input) => TInput.Write(writer, input);

    /// <inheritdoc />
    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
}
