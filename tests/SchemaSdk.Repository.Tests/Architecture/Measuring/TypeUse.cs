namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>A use of one type by another. Folders are paths relative to the project; the project folder is "".</summary>
internal sealed record TypeUse(string User, string UserFolder, string Used, string UsedFolder);
