using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: an endpoint whose output has a generated type.</summary>
/// <inheritdoc cref="ModelEndpoint{TInput, TOutput}" path="/typeparam" />
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OutputEndpoint<TInput, TOutput> : ModelEndpoint<TInput, TOutput>
    where TOutput : IModelValue<TOutput>
{
    /// <inheritdoc />
    protected OutputEndpoint() { }

    /// <inheritdoc />
    protected OutputEndpoint(ModelClient client) : base(client) { }

    /// <inheritdoc />
    protected internal override TOutput ReadOutput(ref Utf8JsonReader reader) => TOutput.Read(ref reader);
}

/// <summary>For generated code: an endpoint whose input and output have generated types.</summary>
/// <inheritdoc cref="ModelEndpoint{TInput, TOutput}" path="/typeparam" />
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueEndpoint<TInput, TOutput> : OutputEndpoint<TInput, TOutput>
    where TInput : IModelValue<TInput>
    where TOutput : IModelValue<TOutput>
{
    /// <inheritdoc />
    protected ValueEndpoint() { }

    /// <inheritdoc />
    protected ValueEndpoint(ModelClient client) : base(client) { }

    /// <inheritdoc />
    protected internal override void WriteInput(Utf8JsonWriter writer, TInput input) => TInput.Write(writer, input);
}

/// <summary>For generated code: an endpoint whose input has a generated type and whose output has no schema.</summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RawEndpoint<TInput> : ModelEndpoint<TInput, JsonElement>
    where TInput : IModelValue<TInput>
{
    /// <inheritdoc />
    protected RawEndpoint() { }

    /// <inheritdoc />
    protected RawEndpoint(ModelClient client) : base(client) { }

    /// <inheritdoc />
    protected internal override void WriteInput(Utf8JsonWriter writer, TInput input) => TInput.Write(writer, input);

    /// <inheritdoc />
    protected internal override JsonElement ReadOutput(ref Utf8JsonReader reader) => RawJson.Parse(ref reader);
}

/// <summary>For generated code: used by groups of models whose ids share a path segment.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelGroup
{
    /// <summary>Returns the client with which a group was created.</summary>
    /// <exception cref="InvalidOperationException">The client is null, because the group was created without one, as in a test.</exception>
    public static ModelClient ClientOf(ModelClient? client) => client ?? throw new InvalidOperationException(
        "This group was created for a test and has no client. Override the member that was called.");
}
