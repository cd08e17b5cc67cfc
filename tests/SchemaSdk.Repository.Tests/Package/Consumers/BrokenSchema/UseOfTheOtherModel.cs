namespace BrokenSchema;

/// <summary>The other model still has its code: without it this would be a second error.</summary>
public static class UseOfTheOtherModel
{
    public static string Id(ModelsClient client) => client.Acme.Whole1.ModelId;
}
