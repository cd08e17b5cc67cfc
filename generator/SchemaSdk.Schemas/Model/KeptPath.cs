using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The C# names that a lock file keeps for a model.</summary>
/// <param name="Id">The model id.</param>
/// <param name="Names">The name of each segment. Does not include a <c>_</c> that a property may need to differ from other members.</param>
/// <param name="IsTaken">
/// True if the model comes from a catalogue. Its name is kept even after its schema is removed, because the model may come back.
/// </param>
internal sealed record KeptPath(string Id, EquatableArray<string> Names, bool IsTaken)
{
    /// <summary>The model's name, kind, price unit and page, from the catalogue.</summary>
    public ModelFacts Facts { get; init; } = ModelFacts.None;
}
