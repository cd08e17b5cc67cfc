using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>
/// A member whose name stands in its object again further on, as JSON allows: the last counts, for this reader as for others.
/// </summary>
/// <param name="Owner">The object.</param>
/// <param name="Name">The name.</param>
/// <param name="Ignored">Where it stands for the member that does not count.</param>
internal sealed record RepeatedMember(JsonObject Owner, string Name, TextSpan Ignored);
