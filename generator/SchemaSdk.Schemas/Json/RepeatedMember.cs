using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Json;

/// <summary>A member whose name occurs again later in the same object. JSON allows this, and parsers use the last one.</summary>
internal sealed record RepeatedMember(JsonObject Owner, string Name, TextSpan Ignored);
