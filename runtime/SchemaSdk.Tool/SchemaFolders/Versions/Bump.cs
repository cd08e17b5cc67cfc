namespace SchemaSdk.Tool.SchemaFolders.Versions;

/// <summary>The part of a version that a change raises, from lowest to highest.</summary>
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
