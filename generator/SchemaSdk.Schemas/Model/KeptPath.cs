using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The C# names of a model that a lock keeps.</summary>
/// <param name="Id">The model id.</param>
/// <param name="Names">The name of each segment, without the <c>_</c> that a property may need to avoid a member of its class.</param>
/// <param name="IsTaken">
/// True if the model was taken from a catalogue. Its name is then kept even while the model has no schema, because it may come back.
/// </param>
internal sealed record KeptPath(string Id, EquatableArray<string> Names, bool IsTaken)
{
    /// <summary>What the catalogue says about the model for people.</summary>
    public ModelFacts Facts { get; init; } = ModelFacts.None;
}
