namespace SchemaSdk.Tool.SchemaFolders.Reading;

/// <summary>A value in a project file.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Value">The value as it is written.</param>
/// <param name="IsCertain">False if the value applies only to some schemas, or depends on a condition.</param>
internal sealed record ProjectSetting(string Path, string Value, bool IsCertain);
