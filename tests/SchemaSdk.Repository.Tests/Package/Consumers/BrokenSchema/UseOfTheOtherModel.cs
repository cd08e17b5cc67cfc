namespace BrokenSchema;

/// <summary>Uses the other model, whose code is still generated. Otherwise, this class would cause a second error.</summary>
public static class UseOfTheOtherModel
{
    public static string Id(ModelsClient client) => client.Acme.Whole1.ModelId;
}
