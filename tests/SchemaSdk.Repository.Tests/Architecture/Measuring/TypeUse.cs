namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>One type that names another of its assembly, and the folders their sources are in.</summary>
/// <param name="User">The name of the type that uses the other.</param>
/// <param name="UserFolder">Below the project, with '/'; empty for the project's own folder.</param>
/// <param name="Used">The name of the other.</param>
/// <param name="UsedFolder">Its folder.</param>
internal sealed record TypeUse(string User, string UserFolder, string Used, string UsedFolder);
