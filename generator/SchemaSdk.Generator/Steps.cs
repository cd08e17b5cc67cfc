namespace SchemaSdk.Generator;

/// <summary>The names under which Roslyn tracks the steps of the generator's pipeline.</summary>
internal static class Steps
{
    public const string Options = "Options";
    public const string Project = "Project";
    public const string Read = "Read";
    public const string References = "References";
    public const string Patches = "Patches";
    public const string Locks = "Locks";
    public const string Unused = "Unused";
    public const string Link = "Link";
    public const string Parse = "Parse";
    public const string Outputs = "Outputs";
    public const string Tree = "Tree";
    public const string Join = "Join";
    public const string Client = "Client";
}
