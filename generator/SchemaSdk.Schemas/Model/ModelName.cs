using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Model;

/// <summary>A C# name that a schema requests for its model.</summary>
internal sealed record ModelName(string Name, FilePlace Place);
