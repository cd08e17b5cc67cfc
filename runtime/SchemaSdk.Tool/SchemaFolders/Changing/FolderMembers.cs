using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>
/// Keeps the C# names of members and enum values in a lock, if a changed schema has others that would get the same name.
/// </summary>
/// <param name="locked">The content of the lock, which is changed in memory.</param>
internal sealed class FolderMembers(SchemaLock locked)
{
    /// <summary>Finds the names that the change of some schemas would change, and keeps them.</summary>
    internal void Update(ProjectFiles before, ProjectFiles after)
    {
        var (was, now) = (SchemaSteps.Sides(before), SchemaSteps.Sides(after));
        var older = before.Schemas.Select(was.Link).ToLookup(static file => (file.Path, file.ModelId));
        foreach (var file in after.Schemas.Where(static file => file.ModelId is not null).Select(now.Link))
        {
            if (older[(file.Path, file.ModelId)].FirstOrDefault() is { } old && old != file)
            {
                Keep(old, file);
            }
        }
    }

    private void Keep(SchemaFile old, SchemaFile file)
    {
        var names = NamesIn(SchemaSteps.Parse(old).Shape).ToLookup(static name => (name.Type, name.Wire), static name => name.Name);
        foreach (var (type, wire, name) in NamesIn(SchemaSteps.Parse(file).Shape))
        {
            // Only a short name is kept. Two members that got long names at the same time keep them anyway.
            if (names[(type, wire)].FirstOrDefault() is { } before && before != name && before.TrimEnd('_') == Identifiers.Clean(wire))
            {
                locked.Keep(new KeptMember(file.ModelId!, KeptMember.KeyOf(file.Role, type), wire));
            }
        }
    }

    private static IEnumerable<(string Type, string Wire, string Name)> NamesIn(Shape? shape) => shape switch
    {
        ListShape list => NamesIn(list.Item),
        MapShape map => NamesIn(map.Value),
        EnumShape choice => choice.Members.Select(member => (choice.Name, member.WireValue, member.Name)),
        UnionShape union => union.Branches.SelectMany(static branch => NamesIn(branch.Shape)),
        ObjectShape record => record.Properties.SelectMany(
            property => NamesIn(property.Shape).Prepend((record.Name, property.WireName, property.Name))),
        _ => [],
    };
}
