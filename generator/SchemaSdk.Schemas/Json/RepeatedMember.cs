using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>
/// A member whose name occurs again later in its object, as JSON allows. The last one counts, as in other readers.
/// </summary>
/// <param name="Owner">The object.</param>
/// <param name="Name">The name.</param>
/// <param name="Ignored">The place of the member that does not count.</param>
internal sealed record RepeatedMember(JsonObject Owner, string Name, TextSpan Ignored);
