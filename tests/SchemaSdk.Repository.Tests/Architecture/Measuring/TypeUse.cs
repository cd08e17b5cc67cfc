namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>A use of one type by another. The folders are below the project; empty for the folder of the project.</summary>
internal sealed record TypeUse(string User, string UserFolder, string Used, string UsedFolder);
