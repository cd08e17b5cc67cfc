using System.Globalization;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Values;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>
/// Records the C# name of a member in the lock file if another member of the same type would get, or once had, the same name. Adding or
/// removing a member then does not rename the others, and a new member does not get the name of a removed one. The values of enums and the
/// branches of unions are treated like members.
/// </summary>
/// <param name="locked">The content of the lock file. It is changed in memory.</param>
internal sealed class FolderMembers(SchemaLock locked)
{
    private readonly SortedDictionary<string, int> _left = new(StringComparer.Ordinal);

    /// <summary>Returns a warning for each model that has more names than the lock file can keep.</summary>
    internal IEnumerable<Finding> Findings => _left.Select(static model => new Finding(
        "not-kept",
        FindingLevel.Warning,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(model.Key.Length == 0 ? SchemaFileName.Output : model.Key)}: the lock file keeps at most {SchemaLock.MaxMembers} C# member "
            + $"names for each model, so it omits {CountText.Of(model.Value, "name")}. "
            + $"An omitted name may change when the schema changes."))
    {
        Model = model.Key.Length == 0 ? null : model.Key,
    });

    /// <summary>
    /// Records the names in schemas that have changed. Looks for clashing names in the other schemas too, because they may have been edited
    /// without this tool.
    /// </summary>
    internal void Update(ProjectFiles before, ProjectFiles after)
    {
        var (was, now) = (SchemaSteps.Sides(before), SchemaSteps.Sides(after));
        var older = before.Schemas.Select(was.Link).ToLookup(static file => (file.Path, file.ModelId));
        foreach (var file in after.Schemas.Where(static file => file.ModelId is not null).Select(now.Link))
        {
            var old = older[(file.Path, file.ModelId)].FirstOrDefault();
            if (old != file)
            {
                Keep(old, file);
            }
            else if (PlainNames.MayClash(file))
            {
                Keep(null, file);
            }
        }
    }

    private void Keep(SchemaFile? old, SchemaFile file)
    {
        var before = (old is null ? [] : NamesIn(SchemaSteps.Parse(old).Shape, ""))
            .ToLookup(static name => (name.Type, name.Wire), static name => name.Name);
        List<GivenName> names;
        var isOther = false;
        do
        {
            // Restoring a member's name can rename nested types, and earlier names are looked up by type. So repeat until no name changes.
            if (SchemaSteps.Parse(file with { Kept = KeptIn(file).ToEquatableArray() }).Shape is not { } shape)
            {
                return;
            }

            (names, isOther) = ([.. NamesIn(shape, "")], false);
            foreach (var name in names)
            {
                var was = before[(name.Type, name.Wire)].FirstOrDefault();
                isOther |= was is not null && was != name.Name && Keep(file, name with { Name = was });
            }
        }
        while (isOther);

        foreach (var same in names.GroupBy(static name => (name.Type, Plain: Identifiers.Clean(name.Wire))))
        {
            foreach (var name in same.Where(name => same.Count() > 1 || name.Name != same.Key.Plain))
            {
                if (!Keep(file, name) && IsLeft(file, name))
                {
                    _left[file.ModelId!] = _left.GetValueOrDefault(file.ModelId!) + 1;
                }
            }
        }
    }

    private SortedSet<KeptMember>? KeptOf(SchemaFile file) => locked.Members.GetValueOrDefault(file.ModelId!);

    private List<KeptMember> KeptIn(SchemaFile file) => [.. (KeptOf(file) ?? []).Where(kept => kept.IsOf(file))];

    /// <summary>
    /// Records a name. Returns false if the name comes from a patch, the model has too many names, or the lock file already has the member
    /// or the name.
    /// </summary>
    private bool Keep(SchemaFile file, GivenName name) =>
        CanBeKept(name) && !IsFull(file) && !IsTaken(file, name) && locked.Keep(MemberOf(file, name));

    private bool IsLeft(SchemaFile file, GivenName name) =>
        CanBeKept(name) && IsFull(file) && !IsTaken(file, name) && KeptOf(file)?.Contains(MemberOf(file, name)) == false;

    private static bool CanBeKept(GivenName name) =>
        name.IsOfBranch ? Identifiers.CanBeKept(name.Name, name.Wire) : Identifiers.IsFormOf(name.Name, name.Wire);

    private bool IsFull(SchemaFile file) => KeptOf(file)?.Count >= SchemaLock.MaxMembers;

    private bool IsTaken(SchemaFile file, GivenName name)
    {
        var type = KeptMember.KeyOf(file.Role, name.Type);
        return KeptOf(file)?.Any(other => other.Type == type && other.CSharpName == name.Name) == true;
    }

    private static KeptMember MemberOf(SchemaFile file, GivenName name) =>
        new(file.ModelId!, KeptMember.KeyOf(file.Role, name.Type), name.Wire, name.Name);

    private static IEnumerable<GivenName> NamesIn(Shape? shape, string around)
    {
        var type = KeptMember.Inside(around, (shape as NamedShape)?.Name ?? "");
        return shape switch
        {
            ListShape list => NamesIn(list.Item, around),
            MapShape map => NamesIn(map.Value, around),
            EnumShape choice => choice.Members.Select(member => new GivenName(type, member.WireValue, member.Name.TrimEnd('_'))),
            UnionShape union => union.Branches.SelectMany(branch => NamesIn(branch.Shape, type).Concat(branch.WireName.Length == 0
                ? [] : [new GivenName(type, branch.WireName, branch.Name.TrimEnd('_')) { IsOfBranch = true }])),
            ObjectShape record => record.Properties.SelectMany(property =>
                NamesIn(property.Shape, type).Prepend(new GivenName(type, property.WireName, property.Name.TrimEnd('_')))),
            _ => [],
        };
    }

    /// <summary>
    /// The name that a build gives to a member, but without any <c>_</c> that avoids a clash with another member of the type.
    /// </summary>
    private sealed record GivenName(string Type, string Wire, string Name)
    {
        /// <summary>True for a branch of a union. A branch's name is recorded even if it was not made from a JSON name.</summary>
        internal bool IsOfBranch { get; init; }
    }
}
