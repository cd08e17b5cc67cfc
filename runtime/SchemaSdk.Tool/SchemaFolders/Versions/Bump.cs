namespace SchemaSdk.Tool.SchemaFolders.Versions;

/// <summary>The number of a version that a change raises, from least to most.</summary>
internal enum Bump
{
    /// <summary>Nothing changed.</summary>
    None,

    /// <summary>The third number.</summary>
    Patch,

    /// <summary>The second number.</summary>
    Minor,

    /// <summary>The first number; the second one before 1.0.</summary>
    Major,
}
