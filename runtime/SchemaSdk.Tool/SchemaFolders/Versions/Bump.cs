namespace SchemaSdk.Tool.SchemaFolders.Versions;

/// <summary>The part of a version number that must be raised. The values are ordered from lowest to highest.</summary>
internal enum Bump
{
    None,

    /// <summary>The third number.</summary>
    Patch,

    /// <summary>The second number.</summary>
    Minor,

    /// <summary>The first number; for versions below 1.0, the second number.</summary>
    Major,
}
