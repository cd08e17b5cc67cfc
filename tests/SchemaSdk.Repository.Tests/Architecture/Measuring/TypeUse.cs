namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>A use of one type by another. Folders are relative to the project, and empty for the project folder.</summary>
internal sealed record TypeUse(string User, string UserFolder, string Used, string UsedFolder);
