using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Model;

/// <summary>A C# name that a schema requests for its model.</summary>
/// <param name="Name">The requested name.</param>
/// <param name="Place">The position of the request.</param>
internal sealed record ModelName(string Name, FilePlace Place);
