using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Model;

/// <summary>A name that a schema asks for its model.</summary>
/// <param name="Name">A C# name.</param>
/// <param name="Place">The place of the request.</param>
internal sealed record ModelName(string Name, FilePlace Place);
