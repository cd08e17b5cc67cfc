using System.ComponentModel;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an endpoint whose input has a generated type and whose output has no schema.</summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RawEndpoint<TInput> : ModelEndpoint<TInput, JsonElement>
    where TInput : IModelValue<TInput>
{
    /// <summary>Creates an endpoint without a client, for tests that override its members.</summary>
    protected RawEndpoint()
    {
    }

    /// <summary>Creates an endpoint that calls the service through a client.</summary>
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
